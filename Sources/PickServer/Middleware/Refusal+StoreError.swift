import PickCore

extension Refusal {
  /// What a failing store means to whoever asked; the reason itself stays in the log.
  init(_ error: StoreError) {
    switch error {
    case .busy: self.init(.unavailable, retryAfterSeconds: 1)
    case .full: self.init(.insufficientStorage)
    case .readOnly, .cannotOpen, .inputOutput: self.init(.unavailable, retryAfterSeconds: 5)
    case .constraint, .corrupt, .foreignDatabase, .newerSchema, .unexpected:
      self.init(.unexpected)
    }
  }
}
