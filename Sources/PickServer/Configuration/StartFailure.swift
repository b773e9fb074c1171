import PickCore
import PickModel

/// Why the server does not start: a sentence for the operator and a status for scripts.
struct StartFailure: Error, Equatable, Sendable {
  /// The statuses of `sysexits.h` that are used.
  enum Status: Int32, Sendable {
    /// The command line is wrong.
    case usage = 64
    /// A file holds what it must not.
    case badData = 65
    /// A file that was named is not there.
    case noInput = 66
    /// Something needed is not there: the port, the database's server.
    case unavailable = 69
    /// A file could not be read or written.
    case inputOutput = 74
    /// Not allowed.
    case noPermission = 77
    /// The configuration is wrong.
    case configuration = 78
  }

  /// What the process ends with.
  let status: Status
  /// What happened, then what to do.
  let sentence: String

  /// A failure; what could steer a terminal is taken out of the sentence.
  init(_ status: Status, _ sentence: String) {
    self.status = status
    self.sentence = DisplayText.sanitized(sentence)
  }
}

extension StartFailure {
  /// A database that cannot be opened.
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
