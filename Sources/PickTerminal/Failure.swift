import ArgumentParser
import Glibc
import PickSystem
import PickTUI

/// A reason to end the program: a sentence and a status (`sysexits.h`).
package struct Failure: Error, Equatable {
  /// The statuses Pick ends with.
  package enum Status: Int32 {
    case badData = 65
    case unavailable = 69
    case inputOutput = 74
    case tryAgain = 75
    case noPermission = 77
    case configuration = 78
    case usage = 64
  }

  package let status: Status
  /// A fact, then advice.
  package let sentence: String

  package init(_ status: Status, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }
}

/// Runs the work and turns a failure into a sentence and an exit status.
package func reporting(_ work: () async throws -> Void) async throws {
  do {
    try await work()
  } catch let failure as Failure {
    StandardError.write("pick: \(failure.sentence)\n")
    throw ExitCode(failure.status.rawValue)
  }
}

/// Where sentences for people go that are not on the screen.
package enum StandardError {
  package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  package static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}
