import PickAPI
import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickClient

@Suite("Offline", .timeLimit(.minutes(30)))
struct OfflineTests {
  private let first = HomePage.sample(version: 1, viewer: 1)
  private let second = HomePage.sample(version: 2, viewer: 1)

  @Test("the last home is there before anybody was asked, also in the next run")
  func lastHome() async throws {
    let house = try RemoteHouse()
    _ = try await house.minasTerminal()
    let asked = house.server.requests.count
    #expect(await house.terminal().lastHome() == first)
    #expect(house.server.requests.count == asked)
  }

  @Test("a page that is still the same is not sent again")
  func notModified() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    #expect(try await terminal.home() == first)
    #expect(house.server.requests.last?.headers["if-none-match"] == "\"1.1\"")
    house.server.changeHome()
    #expect(try await terminal.home() == second)
    #expect(await terminal.lastHome() == second)
  }

  @Test(
    "while the server is away kept pages are shown, and it is said",
    arguments: [
      TransportError.unreachable, .timedOut,
    ])
  func away(error: TransportError) async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.server.be(.away(error))
    #expect(try await terminal.home() == first)
    #expect(await terminal.sessionCautions().isOffline)
    #expect(try await terminal.authorize() == SignInFixture.mina.viewer)
    #expect(try await terminal.search("작품 1", limit: 9).totalCount == 3)
    let slipped = try await terminal.search("작픔 112", limit: 9)
    #expect(slipped.totalCount == 0 && slipped.near.first?.name.original == "작품 112")
    let byName = try await terminal.search(
      "작품 1", filter: TitleFilter(order: .name), from: 1, limit: 1)
    #expect(byName.totalCount == 3 && byName.cards.count == 1 && byName.offset == 1)
    #expect(
      await outcome { () async throws(ServiceError) in try await terminal.title(Title.ID(5)).id }
        == .failure(.unreachable))
  }

  @Test("what is chosen while the server is away is sent later, behind what was told before")
  func chosen() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.server.be(.away(.unreachable))
    try await terminal.record(house.playback(1))
    try await terminal.setThumb(.up, title: Title.ID(1))
    try await terminal.setOnMyList(true, title: Title.ID(1))
    #expect(await terminal.sessionCautions().unsentFacts == 3)
    let before = house.server.requests.count
    house.server.be(.well)
    try await deliverAll(terminal)
    let told = house.server.requests.dropFirst(before).map(\.target)
    let wanted = [
      Endpoint.recordWatchEvents.target(), Endpoint.setThumb.target("1"),
      Endpoint.addToMyList.target("1"),
    ]
    #expect(told.filter(wanted.contains) == wanted)
  }

  @Test("what the program notes by itself is not counted for the viewer")
  func countsOwn() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.server.be(.away(.unreachable))
    try await terminal.recordDetailView(EventID(high: 4, low: 0), title: Title.ID(1))
    #expect(await terminal.sessionCautions().unsentFacts == 0)
    try await terminal.record(house.playback(1))
    #expect(await terminal.sessionCautions().unsentFacts == 1)
  }

  @Test("a gateway that speaks for a server that is away is no answer", arguments: [502, 503, 504])
  func gateway(status: Int) async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.server.be(.says(HTTPResponse(status: status, body: Array("<html>".utf8))))
    #expect(try await terminal.home() == first)
    #expect(await terminal.sessionCautions().isOffline)
  }

  @Test("an absence that is known costs nobody a wait; now and then somebody looks")
  func backoff() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.server.be(.away(.timedOut))
    _ = try await terminal.home()
    let asked = house.server.requests.count
    for _ in 1...20 { _ = try await (terminal.home(), terminal.authorize()) }
    #expect(house.server.requests.count == asked)
    house.pacing.advance(by: .seconds(61))
    house.server.be(.well)
    house.server.changeHome()
    #expect(try await terminal.home() == first)
    try await wait(for: "the server to be known as back") {
      await !terminal.sessionCautions().isOffline
    }
    #expect(try await terminal.home() == second)
  }

  @Test("kept pages stay open while the refresh token lasts, then it is time to sign in")
  func refreshTokenExpires() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.server.be(.away(.unreachable))
    house.clock.advance(bySeconds: 7 * 86_400 - 1)
    #expect(try await terminal.home() == first)
    #expect(await house.terminal().lastHome() == first)
    house.clock.advance(bySeconds: 1)
    #expect(
      await outcome { () async throws(ServiceError) in try await terminal.home() }
        == .failure(.sessionEnded(.expired)))
    #expect(
      await outcome { () async throws(ServiceError) in try await terminal.authorize() }
        == .failure(.sessionEnded(.expired)))
    #expect(await house.terminal().lastHome() == nil)
    // Nothing was given up: the clock may be wrong, and the server knows better.
    house.server.be(.well)
    house.pacing.advance(by: .seconds(61))
    #expect(try await house.terminal().authorize() == SignInFixture.mina.viewer)
  }

  @Test("signing out and a revocation take the kept pages with them", arguments: [true, false])
  func erased(bySigningOut: Bool) async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    if bySigningOut {
      await terminal.signOut(everywhere: false)
    } else {
      house.server.revokeAll()
      #expect(
        await outcome { () async throws(ServiceError) in try await terminal.home() }
          == .failure(.sessionEnded(.revoked)))
    }
    #expect(
      PageCache(cacheDirectory: house.cache, issuer: house.origin.issuer)
        .pages(of: SignInFixture.mina.viewer).isEmpty)
    #expect(await terminal.lastHome() == nil)
  }

  @Test("a page that arrives after its viewer signed out is not kept")
  func arrivesLate() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.server.changeHome()
    house.server.be(.after(.home) { await terminal.signOut(everywhere: false) })
    _ = await outcome { () async throws(ServiceError) in try await terminal.home() }
    #expect(
      PageCache(cacheDirectory: house.cache, issuer: house.origin.issuer)
        .pages(of: SignInFixture.mina.viewer).isEmpty)
  }

  @Test("another viewer, and another server, see nothing of what was kept")
  func foreign() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    let other = try ServerOrigin("https://other.example")
    let cache = PageCache(cacheDirectory: house.cache, issuer: other.issuer)
    #expect(cache.pages(of: SignInFixture.mina.viewer).isEmpty)
    _ = try await terminal.signIn(SignInFixture.junsCredentials)
    #expect(await terminal.lastHome() == nil)
    #expect(try await terminal.home() == HomePage.sample(version: 1, viewer: 2))
  }

  @Test("what is watched offline is sent later: once, in order, to its own viewer only")
  func delivered() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.server.be(.away(.unreachable))
    for id in 1...3 as ClosedRange<UInt64> { try await terminal.record(house.playback(id)) }
    try await terminal.recordDetailView(EventID(high: 4, low: 0), title: Title.ID(1))
    try await terminal.record(house.playback(5))
    #expect(await terminal.sessionCautions().unsentFacts == 4)
    let before = house.server.count(of: .recordWatchEvents)
    house.server.be(.well)
    // Jun's sign-in on the same device sends nothing of Mina's.
    let juns = house.terminal()
    _ = try await juns.signIn(SignInFixture.junsCredentials)
    await juns.deliverUnsent()
    #expect(house.server.facts.isEmpty)
    let minas = house.terminal()
    _ = try await minas.signIn(SignInFixture.minasCredentials)
    try await deliverAll(minas)
    #expect(house.server.facts == (1...5).map { EventID(high: $0, low: 0) })
    #expect(house.server.count(of: .recordWatchEvents) == before + 2)
    #expect(await minas.sessionCautions().unsentFacts == 0)
  }

  @Test("a fact whose answer was lost is told again and stored once")
  func answerLost() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.server.be(.losesAnswers)
    try await terminal.record(house.playback(1))
    house.server.be(.well)
    try await deliverAll(terminal)
    #expect(house.server.facts == [EventID(high: 1, low: 0)])
    #expect(house.server.count(of: .recordWatchEvents) > 1)
  }

  @Test("a fact the server will never take is set aside and holds up nobody")
  func poison() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.server.be(.away(.unreachable))
    for id in 1...9 as ClosedRange<UInt64> { try await terminal.record(house.playback(id)) }
    house.server.be(.well)
    house.server.refuse([EventID(high: 4, low: 0)])
    house.server.reject([EventID(high: 7, low: 0)])
    try await deliverAll(terminal)
    #expect(house.server.facts == [1, 2, 3, 5, 6, 8, 9].map { EventID(high: $0, low: 0) })
    #expect(house.queue().isEmpty)
  }

  @Test("what a server has heard enough of for now is kept")
  func throttled() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    let body = WireJSON.encode(Problem(.tooManyRequests, retryAfter: 900))
    house.server.be(.saysTo(.recordWatchEvents, HTTPResponse(status: 429, body: body)))
    try await terminal.record(house.playback(1))
    #expect(await terminal.sessionCautions().unsentFacts == 1)
  }

  @Test(
    "what a server at fault, or with a full disk, did not take is kept",
    arguments: [(500, Problem.Code.internal), (507, Problem.Code.storageFull)])
  func serverAtFault(status: Int, code: Problem.Code) async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.server.be(
      .saysTo(
        .recordWatchEvents, HTTPResponse(status: status, body: WireJSON.encode(Problem(code)))))
    try await terminal.record(house.playback(1))
    #expect(await terminal.sessionCautions().unsentFacts == 1)
  }

  @Test(
    "what a silent server was told is kept when the program ends, also while the session is renewed",
    arguments: [false, true])
  func programEnds(whileRenewing: Bool) async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    if whileRenewing { house.clock.advance(bySeconds: 3600) }
    let asked = house.server.requests.count
    house.server.be(.silent)
    let playback = house.playback(1)
    let telling = Task {
      await failure { () async throws(ServiceError) in try await terminal.record(playback) }
    }
    try await wait(for: "the server to be asked") { house.server.requests.count > asked }
    telling.cancel()
    #expect(await telling.value == nil)
    #expect(house.queue().all(at: house.clock.now()).map(\.fact.id) == [playback.id])
  }

  @Test("a server that has heard enough is left alone until it said, and then told everything")
  func leftAlone() async throws {
    let house = try RemoteHouse()
    let clock = house.clock
    let queue = house.queue()
    let facts = (1...3 as ClosedRange<UInt64>).map { UnsentFact.watched(house.playback($0)) }
    try await queue.append(facts, at: clock.now())
    let ears = Ears()
    let delivery = FactDelivery(clock: { clock.now() }) { facts, _ in await ears.hear(facts) }
    for seconds: Int64 in [0, 0, 899] {
      clock.advance(bySeconds: seconds)
      await delivery.deliver(queue, of: SignInFixture.mina.viewer)
      #expect(await ears.requests == 1)
    }
    clock.advance(bySeconds: 1)
    await delivery.deliver(queue, of: SignInFixture.mina.viewer)
    #expect(await ears.requests == 2)
    #expect(await ears.heard == facts.map(\.id))
    #expect(queue.isEmpty)
  }

  /// A server that has heard enough once.
  private actor Ears {
    private(set) var requests = 0
    private(set) var heard: [EventID] = []

    func hear(_ facts: [UnsentFact]) -> FactDelivery.Outcome {
      requests += 1
      guard requests > 1 else { return .throttled(seconds: 900) }
      heard += facts.map(\.id)
      return .taken(refused: [])
    }
  }

  @Test("where a playback stands is sent once, and not at all when it has ended")
  func checkpoints() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.server.be(.away(.unreachable))
    for seconds in [10, 20, 30] { try await terminal.save(house.playback(1, seconds: seconds)) }
    for seconds in [10, 20] { try await terminal.save(house.playback(2, seconds: seconds)) }
    try await terminal.record(house.playback(1, seconds: 35))
    house.server.be(.well)
    try await deliverAll(terminal)
    #expect(house.server.facts == [EventID(high: 2, low: 0), EventID(high: 1, low: 0)])
  }

  @Test(
    "a clock that is a year off signs nobody out, and what is watched is told all the same",
    arguments: [-365 * 86_400, 365 * 86_400] as [Int64])
  func wrongClock(seconds: Int64) async throws {
    let right = ManualClock()
    let wrong = ManualClock(at: right.now().advanced(bySeconds: seconds))
    let house = try RemoteHouse(clock: wrong, serverClock: right)
    let terminal = try await house.minasTerminal()
    #expect(await terminal.sessionCautions().clockSeemsWrong)
    try await terminal.record(house.playback(1))
    let sent = try #require(house.server.requests.last?.body)
    let event = try #require(try WireJSON.decode(WatchEventsRequest.self, from: sent).events.first)
    #expect(event.playback.startedAt == right.now())
    // Put right during the session: one refresh at most, no sign-in.
    wrong.set(right.now())
    for _ in 1...5 { #expect(try await terminal.home() == first) }
    #expect(house.server.count(of: .refresh) <= 1)
    #expect(house.server.count(of: .signIn) == 1)
  }

  @Test("a clock that jumps ahead during a session loses nothing of what is watched then")
  func clockJumps() async throws {
    let right = ManualClock()
    let local = ManualClock()
    let house = try RemoteHouse(clock: local, serverClock: right)
    let terminal = try await house.minasTerminal()
    local.advance(bySeconds: 600)
    try await terminal.record(house.playback(1))
    #expect(house.server.facts == [EventID(high: 1, low: 0)])
    #expect(await terminal.sessionCautions().clockSeemsWrong)
  }

  /// Sends until nothing waits; deliveries that are under way elsewhere are waited for.
  private func deliverAll(_ terminal: RemoteService) async throws {
    try await wait(for: "all facts to be delivered") {
      await terminal.deliverUnsent()
      return await terminal.sessionCautions().unsentFacts == 0
    }
  }
}
