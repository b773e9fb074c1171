import PickCore

extension ServiceError {
  /// What a failure of the store means to a screen; `report` logs what nobody thought of and returns
  /// its reference.
  init(_ error: StoreError, report: (any Error) -> String) {
    switch error {
    case .full, .readOnly: self = .notSaved
    case .busy, .unreachable: self = .unreachable
    // Facts and choices refer to titles and assets, which an import may have taken away.
    case .constraint: self = .notFound
    case .corrupt, .foreignDatabase, .newerSchema, .cannotOpen, .inputOutput, .unexpected:
      self = .unexpected(reference: report(error))
    }
  }
}
