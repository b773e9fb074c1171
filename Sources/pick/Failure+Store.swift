import PickCommand
import PickStore
import PickSystem
import PickTerminal

extension Failure {
  /// The failure for an error of the database at `path`.
  init(_ error: StoreError, path: String) {
    switch error {
    case .busy:
      self.init(.tryAgain, "Another program is writing to \(path). Try again in a moment.")
    case .corrupt:
      self.init(
        .badData,
        "\(path) is damaged. Restore a backup with: pickctl db restore --data \(path) BACKUP")
    case .foreignDatabase:
      self.init(.badData, "\(path) is not a database of Pick. Name another file with --data.")
    case .newerSchema(let found, let known):
      self.init(
        .unavailable,
        "\(path) was written by a newer Pick (\(found); this one knows \(known)). Update Pick.")
    case .full: self.init(.inputOutput, "The disk is full. Make room and start Pick again.")
    case .readOnly: self.init(.noPermission, "\(path) cannot be written. Check its permissions.")
    case .cannotOpen, .unreachable:
      self.init(.unavailable, "\(path) cannot be opened. Name a file with --data.")
    case .inputOutput(let reason):
      self.init(.inputOutput, "\(path) could not be read or written: \(reason).")
    case .constraint, .unexpected:
      self.init(.inputOutput, "Something in \(path) went wrong. The log has the details.")
    }
  }

  /// The failure for an error of the key beside the database at `path`.
  init(_ error: SigningKeyError, keyOf path: String) {
    guard case .file(let cause) = error, let disk = cause.disk else {
      self.init(.noPermission, "The key \(path).key cannot be used. It must be yours, mode 0600.")
      return
    }
    switch disk {
    case .full:
      self.init(
        .inputOutput, "The disk is full: \(path).key cannot be written. Make room, start again.")
    case .readOnly:
      self.init(.inputOutput, "The disk is read-only: \(path).key cannot be written.")
    case .failed(let reason):
      self.init(.inputOutput, "\(path).key could not be read or written: \(reason).")
    }
  }
}
