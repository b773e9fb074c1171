import ArgumentParser
import PickModel

/// What ends a command early: a sentence for the operator and a status for scripts.
struct Failure: Error, Equatable {
  let status: Status
  /// What happened, then what to do.
  let sentence: String

  /// Names of files and titles may be part of `sentence`; what could steer a terminal is taken out.
  init(_ status: Status, _ sentence: String) {
    self.status = status
    self.sentence = DisplayText.sanitized(sentence)
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
