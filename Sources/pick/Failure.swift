import ArgumentParser
import Glibc
import PickCore
import PickTUI

/// A reason to end the program: a sentence and a status (`sysexits.h`).
struct Failure: Error, Equatable {
  /// The statuses Pick ends with.
  enum Status: Int32 {
    case badData = 65
    case unavailable = 69
    case inputOutput = 74
    case tryAgain = 75
    case noPermission = 77
    case configuration = 78
    case usage = 64
  }

  let status: Status
  /// A fact, then advice.
  let sentence: String

  init(_ status: Status, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }

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

/// Runs the work and turns a failure into a sentence and an exit status.
func reporting(_ work: () async throws -> Void) async throws {
  do {
    try await work()
  } catch let failure as Failure {
    StandardError.write("pick: \(failure.sentence)\n")
    throw ExitCode(failure.status.rawValue)
  }
}

/// Where sentences for people go that are not on the screen.
enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}
