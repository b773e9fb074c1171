import PickAPI
import Testing

@testable import PickServer

@Suite("the progress of requests")
struct RequestProgressTests {
  private let start = ContinuousClock.now
  private var progress = RequestProgress(limit: .seconds(10))

  private func after(_ seconds: Int) -> ContinuousClock.Instant {
    start.advanced(by: .seconds(seconds))
  }

  @Test("bytes that never become a head are refused when the time is over")
  mutating func slowHeaders() {
    progress.bytesArrived(at: after(0))
    progress.bytesArrived(at: after(9))
    #expect(progress.verdict(at: after(9)) == .wait(until: after(10)))
    #expect(progress.verdict(at: after(10)) == .refuse(.requestTimeout))
  }

  @Test("a body that drips in extends nothing")
  mutating func slowBody() {
    progress.bytesArrived(at: after(0))
    progress.headArrived(at: after(4))
    for second in 5..<10 { progress.bytesArrived(at: after(second)) }
    #expect(progress.deadline == after(10))
    #expect(progress.verdict(at: after(10)) == .refuse(.requestTimeout))
  }

  @Test("a request that was read whole and is not answered is the server's fault")
  mutating func slowHandler() {
    progress.headArrived(at: after(0))
    progress.requestEnded()
    #expect(progress.verdict(at: after(10)) == .refuse(.unavailable))
  }

  @Test("an answer nobody reads is cut off")
  mutating func slowReader() {
    progress.headArrived(at: after(0))
    progress.requestEnded()
    progress.answerBegan(status: 200)
    #expect(progress.verdict(at: after(10)) == .close)
  }

  @Test("between requests there is no deadline")
  mutating func idle() {
    progress.headArrived(at: after(0))
    progress.requestEnded()
    progress.answerBegan(status: 200)
    #expect(progress.answerEnded() == .keep)
    #expect(progress.deadline == nil)
    #expect(progress.verdict(at: after(99)) == .wait(until: nil))
  }

  @Test("requests sent in one go are each timed from their own arrival")
  mutating func pipelined() {
    progress.headArrived(at: after(0))
    progress.requestEnded()
    progress.headArrived(at: after(3))
    progress.requestEnded()
    progress.answerBegan(status: 200)
    #expect(progress.answerEnded() == .keep)
    #expect(progress.deadline == after(13))
  }

  @Test("an early answer does not let the rest of its request go on for ever")
  mutating func earlyAnswer() {
    progress.headArrived(at: after(0))
    progress.answerBegan(status: 200)
    #expect(progress.answerEnded() == .keep)
    #expect(progress.verdict(at: after(10)) == .close)
  }

  @Test("what was refused for its size is closed once the refusal is out")
  mutating func refused() {
    progress.headArrived(at: after(0))
    progress.answerBegan(status: 413)
    #expect(progress.answerEnded() == .closeAfterLingering)
  }
}
