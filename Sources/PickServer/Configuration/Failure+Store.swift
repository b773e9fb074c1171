import PickCommand
import PickStore

extension Failure {
  /// The failure of opening the database at `path`.
  init(_ error: StoreError, path: String) {
    switch error {
    case .busy:
      self.init(.unavailable, "\(path) is locked by another program. Stop that one first.")
    case .corrupt(let reason):
      self.init(
        .badData, "\(path) is damaged (\(reason)). Restore a backup: pickctl db restore FILE")
    case .foreignDatabase:
      self.init(.badData, "\(path) is a database of another program. Change --database.")
    case .newerSchema(let found, let known):
      self.init(
        .unavailable,
        "\(path) was made by a newer Pick (\(found); this one knows \(known)). Update pickd.")
    case .full: self.init(.inputOutput, "No room left on the disk for \(path). Make room.")
    case .readOnly:
      self.init(.noPermission, "\(path) cannot be written. Check its rights and the file system.")
    case .unreachable(let reason):
      self.init(.unavailable, "\(path) does not answer: \(reason)")
    case .cannotOpen(let reason): self.init(.unavailable, "\(path) cannot be opened: \(reason)")
    case .inputOutput(let reason): self.init(.inputOutput, "The disk failed: \(reason)")
    case .constraint, .unexpected: self.init(.inputOutput, "\(path) cannot be opened: \(error)")
    }
  }
}
