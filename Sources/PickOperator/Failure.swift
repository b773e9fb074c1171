import ArgumentParser
import Glibc

/// What ends a command early: a sentence for the operator and a status for scripts.
struct Failure: Error, Equatable {
  let status: Status
  /// What happened, then what to do.
  let sentence: String

  init(_ status: Status, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }
}

/// Runs a command's work and turns whatever it throws into a sentence and an exit status.
func reporting<Result>(
  _ work: () async throws -> Result
) async throws -> Result {
  do {
    return try await work()
  } catch let error where error is ExitCode || error is ValidationError {
    throw error
  } catch {
    let failure = Failure(explaining: error)
    StandardError.write("pickctl: \(failure.sentence)\n")
    throw ExitCode(failure.status.rawValue)
  }
}

/// Where messages for the operator go; results go to standard output.
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
