import ArgumentParser
import PickModel

/// The early end of a program: a sentence for a person and a status for scripts.
package struct Failure: Error, Equatable, Sendable {
  /// The exit status of the process.
  package let status: ExitStatus
  /// What happened, then what to do.
  package let sentence: String

  /// Removes control sequences from the sentence, which may hold text from outside.
  package init(_ status: ExitStatus, _ sentence: String) {
    self.status = status
    self.sentence = DisplayText.sanitized(sentence)
  }
}

/// Runs the work of a command, and writes a failure to standard error as a sentence.
///
/// - Parameters:
///   - program: the name in front of the sentence.
///   - explaining: the failure an error stands for; `nil` leaves the error as it is.
///   - work: what the command does.
/// - Returns: the result of the work.
/// - Throws: `ExitCode` for a failure, else the error of the work.
package func reporting<Result>(
  as program: String, explaining: (any Error) -> Failure? = { $0 as? Failure },
  _ work: () async throws -> Result
) async throws -> Result {
  do {
    return try await work()
  } catch {
    guard let failure = explaining(error) else { throw error }
    StandardError.write("\(program): \(failure.sentence)\n")
    throw ExitCode(failure.status.rawValue)
  }
}
