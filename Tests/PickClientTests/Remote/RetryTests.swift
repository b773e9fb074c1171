import PickAPI
import PickModel
import PickTestSupport
import Testing

@testable import PickClient

@Suite("Retrying")
struct RetryTests {
  private let pacing = TestPacing()
  private let server = FakeServer()
  private var caller: ServerCaller {
    ServerCaller(transport: server, pacing: pacing.pacing) { "\($0)" }
  }
  private let request = HTTPRequest(.get, "/api/v1/home")

  @Test("what is safe to repeat is sent three times, with growing pauses")
  func attempts() async {
    server.be(.away(.unreachable))
    _ = await caller.exchange(request, .patient)
    #expect(server.requests.count == 3)
    #expect(pacing.pauses == [.milliseconds(200), .milliseconds(400)])
  }

  @Test("pauses are spread by chance, but never nothing", arguments: [0, 0.5, 1] as [Double])
  func jitter(chance: Double) {
    let pacing = TestPacing(chance: chance).pacing
    let pause = pacing.backoff(after: 3, first: .seconds(1), most: .seconds(60))
    #expect(pause == .seconds(4) * (0.1 + 0.9 * chance))
    #expect(pacing.backoff(after: 1000, first: .seconds(1), most: .seconds(60)) <= .seconds(60))
  }

  @Test("what must not be done twice is sent once")
  func once() async {
    server.be(.away(.unreachable))
    _ = await caller.exchange(request, .once)
    #expect(server.requests.count == 1)
    #expect(pacing.pauses.isEmpty)
  }

  @Test("a server that says when to come back is left alone until then")
  func retryAfter() async {
    server.be(.says(.problem(.unavailable, retryAfter: 3)))
    _ = await caller.exchange(request, .patient)
    #expect(pacing.pauses == [.seconds(3), .seconds(3)])
  }

  @Test("nobody waits for a server that wants more time than there is")
  func retryTooLate() async {
    server.be(.says(.problem(.tooManyRequests, retryAfter: 60)))
    let result = await caller.exchange(request, .patient)
    #expect(server.requests.count == 1)
    #expect(throws: ServiceError.throttled(retryAfterSeconds: 60)) {
      try caller.accepted(result)
    }
  }

  @Test("all attempts together keep the deadline")
  func deadline() async {
    let policy = RetryPolicy(
      attempts: 9, deadline: .milliseconds(1000), attemptDeadline: .milliseconds(700))
    server.be(.away(.unreachable))
    _ = await caller.exchange(request, policy)
    #expect(pacing.pauses.reduce(.zero, +) < .seconds(1))
    #expect(server.requests.map(\.deadline) == [700, 700, 400].map { .milliseconds($0) })
  }

  @Test(
    "an answer that asking again would not change is not asked for again",
    arguments: [
      400, 401, 403, 404, 409, 422, 500, 507,
    ])
  func settled(status: Int) async {
    server.be(.says(HTTPResponse(status: status)))
    _ = await caller.exchange(request, .patient)
    #expect(server.requests.count == 1)
    #expect(!caller.isOffline)
  }

  @Test(
    "a broken certificate, a missing library and a cancelled task are no absence",
    arguments: [
      TransportError.untrusted, .wrongHost, .expiredCertificate, .noAuthorities, .tooLarge,
      .malformed, .cancelled, .noLibrary,
    ])
  func notAbsent(error: TransportError) async {
    let caller = caller
    server.be(.away(error))
    _ = await caller.exchange(request, .patient)
    #expect(server.requests.count == 1)
    #expect(!caller.isOffline)
  }

  @Test("while the server is away somebody looks once a pause, and pauses grow to 15 seconds")
  func reachability() {
    var way = Reachability()
    let pacing = pacing.pacing
    func mayTry(at seconds: Int) -> Bool { way.mayTry(at: .seconds(seconds), pacing: pacing) }
    #expect(mayTry(at: 0))
    for _ in 1...10 { way.failed(at: .zero, pacing: pacing) }
    #expect(way.isOffline)
    #expect([14, 15, 29, 30].map(mayTry) == [false, true, false, true])
    way.answered()
    #expect(!way.isOffline)
    #expect([120, 120].map(mayTry) == [true, true])
  }
}
