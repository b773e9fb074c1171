import PickModel
import PickStore

/// The reason a server does not start: a sentence for the operator and a status for scripts.
struct StartFailure: Error, Equatable, Sendable {
  /// The statuses of `sysexits.h` that are used.
  enum Status: Int32, Sendable {
    /// The command line is wrong.
    case usage = 64
    /// A file has invalid contents.
    case badData = 65
    /// A named file does not exist.
    case noInput = 66
    /// The port or the server of the database is not available.
    case unavailable = 69
    /// A file could not be read or written.
    case inputOutput = 74
    /// The user lacks a permission.
    case noPermission = 77
    /// The configuration is wrong.
    case configuration = 78
  }

  /// The exit status of the process.
  let status: Status
  /// The sentence says what happened, then what to do.
  let sentence: String

  /// Removes control sequences from the sentence, which may hold text from outside.
  init(_ status: Status, _ sentence: String) {
    self.status = status
    self.sentence = DisplayText.sanitized(sentence)
  }
}

extension StartFailure {
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
    case .cannotOpen(let reason): self.init(.noInput, "\(path) cannot be opened: \(reason)")
    case .inputOutput(let reason): self.init(.inputOutput, "The disk failed: \(reason)")
    case .constraint, .unexpected: self.init(.inputOutput, "\(path) cannot be opened: \(error)")
    }
  }
}
