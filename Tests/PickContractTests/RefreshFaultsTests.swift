import Logging
import PickClient
import PickCore
import PickEmbedded
import PickIdentity
import PickModel
import PickServer
import PickStore
import PickStoreSQLite
import PickTestRunning
import PickTestSupport
import Testing

/// Refreshes that go wrong as a device lives through them: a real server, a real connection, and something
/// between them.
@Suite("Refreshing through a bad network", .fewAtOnce, .timeLimit(.minutes(30)))
struct RefreshFaultsTests {
  private let fixture: SignInFixture
  private let listening: ListeningServer
  private let proxy: FaultyProxy
  private let directory: ScratchDirectory

  init() async throws {
    fixture = try await SignInFixture()
    directory = try ScratchDirectory()
    let database = try SQLiteDatabase.inMemory()
    let engine = Engine(
      stores: Engine.Stores(catalog: database, watches: database, choices: database),
      portion: .wire)
    let server = Server.build(
      Backend(
        engine: engine, authority: fixture.authority, accounts: fixture.accounts,
        sessions: fixture.accounts, clock: fixture.clock),
      log: Logger(label: "faults") { _ in SwiftLogNoOpLogHandler() })
    listening = try await ListeningServer(server)
    proxy = FaultyProxy(to: listening.port)
  }

  /// One more terminal of the same device: they share a token file.
  private func terminal() throws -> RemoteService {
    let origin = try ServerOrigin("http://127.0.0.1:\(proxy.port)")
    return RemoteService(
      transport: PatientTransport(to: origin),
      tokens: SessionFiles(stateDirectory: directory.path, issuer: origin.issuer).tokens,
      places: RemoteService.DevicePlaces(
        origin: origin, cacheDirectory: nil, stateDirectory: nil),
      device: "test", clock: fixture.clock,
      pacing: Pacing(elapsed: { .zero }, pause: { _ in }, chance: { 0 })
    ) { "\($0)" }
  }

  @Test(
    "an answer that is lost is had again: the same successor, and one child",
    arguments: [
      FaultyProxy.Fault.cutAfterRequest, .reset, .halfHead, .halfAnswer, .halfClose, .slices,
      .drop,
    ])
  func answerLost(fault: FaultyProxy.Fault) async throws {
    defer { proxy.stop() }
    let terminal = try terminal()
    _ = try await terminal.signIn(SignInFixture.minasCredentials)
    fixture.clock.advance(bySeconds: 1_800)
    proxy.set(fault)
    #expect(try await terminal.authorize() == SignInFixture.mina.viewer)
    // An offline terminal answers from its own store and refreshes no token.
    #expect(await !terminal.sessionCautions().isOffline)
    #expect(await fixture.accounts.tokenCount == 2)
    fixture.clock.advance(bySeconds: 1_800)
    #expect(try await terminal.authorize() == SignInFixture.mina.viewer)
    #expect(await fixture.accounts.tokenCount == 3)
  }

  @Test("a hundred requests in two terminals at an expired token: one child, nobody signed out")
  func twoTerminals() async throws {
    defer { proxy.stop() }
    let first = try terminal()
    _ = try await first.signIn(SignInFixture.minasCredentials)
    let second = try terminal()
    fixture.clock.advance(bySeconds: 1_800)
    let viewers = try await withThrowingTaskGroup(of: Viewer.ID.self) { group in
      for number in 0..<100 {
        group.addTask { try await (number.isMultiple(of: 2) ? first : second).authorize() }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(viewers == [Viewer.ID](repeating: SignInFixture.mina.viewer, count: 100))
    #expect(await fixture.accounts.tokenCount == 2)
    #expect(fixture.audits.all.allSatisfy { "\($0)".contains("reuse") == false })
  }

  @Test("a device that is renewed ahead of time never waits for it")
  func aheadOfTime() async throws {
    defer { proxy.stop() }
    let terminal = try terminal()
    _ = try await terminal.signIn(SignInFixture.minasCredentials)
    fixture.clock.advance(bySeconds: 1_500)
    proxy.set(.stall)
    #expect(try await terminal.authorize() == SignInFixture.mina.viewer)
    proxy.set(.none)
  }

  @Test("a refresh token that was replaced long ago ends its family, and only that one")
  func replayed() async throws {
    defer { proxy.stop() }
    let terminal = try terminal()
    _ = try await terminal.signIn(SignInFixture.minasCredentials)
    let other = try await fixture.signIn()
    let stolen = SessionFiles(
      stateDirectory: directory.path,
      issuer: try ServerOrigin("http://127.0.0.1:\(proxy.port)").issuer
    ).tokens
    let old = try #require(try stolen.load())
    fixture.clock.advance(bySeconds: 1_800)
    _ = try await terminal.authorize()
    fixture.clock.advance(bySeconds: 11)
    await #expect(throws: (any Error).self) {
      _ = try await fixture.authority.refresh(old.refresh, at: fixture.clock.now())
    }
    await #expect(throws: ServiceError.sessionEnded(.revoked)) { _ = try await terminal.myPage() }
    _ = try await fixture.authority.refresh(other.refresh, at: fixture.clock.now())
  }
}
