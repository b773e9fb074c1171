import PickCore
import Testing

@testable import PickServer

@Suite("readiness")
struct ReadinessTests {
  @Test("a database that answers is ready, one that fails is not")
  func failing() async {
    #expect(await Readiness(probe: {}).check() == .ready)
    let failing = Readiness { () async throws(StoreError) in throw StoreError.busy }
    #expect(await failing.check() == .notReady(.databaseFailing))
  }

  @Test("a database that says nothing is given up on, and asked once only")
  func silent() async {
    let asked = Asked()
    let readiness = Readiness(probe: { await asked.forEver() }, deadline: .milliseconds(1))
    #expect(await readiness.check() == .notReady(.databaseSilent))
    #expect(await readiness.check() == .notReady(.databaseSilent))
    #expect(await asked.count == 1)
    await asked.answer()
  }

  @Test("without room on the disk it is not ready, with room it is again")
  func diskFull() async {
    let full = Readiness(probe: {}, room: { Readiness.leastRoom - 1 })
    #expect(await full.check() == .notReady(.diskFull))
    let roomy = Readiness(probe: {}, room: { Readiness.leastRoom })
    #expect(await roomy.check() == .ready)
  }

  @Test("a server about to stop is not ready")
  func draining() async {
    let readiness = Readiness(probe: {})
    readiness.drain()
    #expect(await readiness.check() == .notReady(.draining))
  }

  /// Counts who asks, and answers when told to.
  private actor Asked {
    private(set) var count = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func forEver() async {
      count += 1
      await withCheckedContinuation { waiting.append($0) }
    }

    func answer() { for one in waiting { one.resume() } }
  }
}
