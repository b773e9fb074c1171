import PickTestRunning
import Testing

/// What stands in the place of loops that may never end: a wait ends, and says what for.
@Suite("Waiting")
struct WaitingTests {
  @Test("what never comes is named when the wait ends")
  func neverComes() async {
    let error = await #expect(throws: NeverCame.self) {
      try await wait(for: "a bus", ceiling: .milliseconds(1)) { false }
    }
    #expect(error?.description == "waited for a bus, which never came")
  }

  @Test("a wait on its own thread says what there was instead")
  func neverComesHere() {
    let error = #expect(throws: NeverCame.self) {
      try waitHere(for: "a bus", ceiling: .milliseconds(1), found: { "a tram" }) { false }
    }
    #expect(error?.description == "waited for a bus, which never came; there was:\na tram")
  }

  @Test("a wait that is cancelled ends, though nothing came")
  func cancelled() async {
    let waiting = Task { try await wait(for: "a bus") { false } }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
  }
}
