import ArgumentParser
import PickCommand
import PickModel
import Testing

@Suite("Failure")
struct FailureTests {
  /// An error that is no failure.
  private struct Unforeseen: Error, Equatable {}

  @Test("what went wrong is one sentence and a status of sysexits.h")
  func reported() async {
    await #expect(throws: ExitCode(69)) {
      try await reporting(as: "test") { throw Failure(.unavailable, "a test says so") }
    }
  }

  @Test("an error that no failure stands for is left as it is")
  func unexplained() async {
    await #expect(throws: Unforeseen()) {
      try await reporting(as: "test") { throw Unforeseen() }
    }
    await #expect(throws: ExitCode(75)) {
      try await reporting(as: "test", explaining: { _ in Failure(.tryAgain, "a test says so") }) {
        throw Unforeseen()
      }
    }
  }

  @Test("text from outside cannot steer the terminal")
  func safe() {
    let failure = Failure(.badData, "a\u{1B}[2Jb\u{202E}c is no database")
    #expect(DisplayText.isSafe(failure.sentence))
    #expect(failure.sentence == "abc is no database")
  }
}

@Suite("ExitStatus")
struct ExitStatusTests {
  @Test("every status is one of sysexits.h, or the gate's 99, with a meaning of its own")
  func table() {
    let all = PickCommand.ExitStatus.allCases
    #expect(all.map(\.rawValue) == [64, 65, 69, 74, 75, 77, 78, 99])
    #expect(Set(all.map(\.meaning)).count == all.count)
  }
}
