import PickModel
import PickTestSupport
import Synchronization

@testable import PickClient

/// One device in front of a `FakeServer`, with files of its own.
struct RemoteHouse {
  let server: FakeServer
  /// The device's clock, which need not agree with the server's.
  let clock: ManualClock
  let pacing = TestPacing()
  let directory: ScratchDirectory
  let origin: ServerOrigin

  init(clock: ManualClock = ManualClock(), serverClock: ManualClock? = nil) throws {
    self.clock = clock
    server = FakeServer(clock: serverClock ?? clock)
    directory = try ScratchDirectory()
    origin = try ServerOrigin("https://pick.example")
  }

  var state: String { directory.file("state") }
  var cache: String { directory.file("cache") }

  /// What a terminal of the device, or its next run, would make.
  func terminal() -> RemoteService {
    RemoteService(
      transport: server,
      tokens: SessionFiles(stateDirectory: state, issuer: origin.issuer).tokens,
      places: RemoteService.DevicePlaces(
        origin: origin, cacheDirectory: cache, stateDirectory: state),
      device: "test", clock: clock, pacing: pacing.pacing
    ) { "\($0)" }
  }

  /// A terminal at which Mina is signed in and has seen home.
  func minasTerminal() async throws -> RemoteService {
    let terminal = terminal()
    _ = try await terminal.signIn(SignInFixture.minasCredentials)
    _ = try await terminal.home()
    return terminal
  }

  func queue(of account: Account = SignInFixture.mina) -> FactQueue {
    FactQueue(stateDirectory: state, issuer: origin.issuer, viewer: account.viewer)
  }

  func playback(_ id: UInt64, seconds: Int = 60) -> Playback {
    Playback(
      id: EventID(high: id, low: 0), asset: Asset.ID(1), startedAt: clock.now(),
      watchedSeconds: seconds, position: seconds)
  }
}

/// What a call comes to, for comparing.
func outcome<Value: Equatable & Sendable>(
  _ body: () async throws(ServiceError) -> Value
) async -> Result<Value, ServiceError> {
  do throws(ServiceError) { return .success(try await body()) } catch { return .failure(error) }
}

/// Why a call came to nothing; `nil` when it did not.
func failure(_ body: () async throws(ServiceError) -> Void) async -> ServiceError? {
  do throws(ServiceError) {
    try await body()
    return nil
  } catch { return error }
}

/// A stop-watch that only pauses move: no test waits, and every pause is recorded.
final class TestPacing: Sendable {
  private struct State {
    var elapsed = Duration.zero
    var pauses: [Duration] = []
  }

  private let state = Mutex(State())
  private let chance: Double

  /// Pacing whose chance always says `chance`.
  init(chance: Double = 1) { self.chance = chance }

  /// What was waited so far, pause by pause.
  var pauses: [Duration] { state.withLock { $0.pauses } }

  /// Lets time pass.
  func advance(by duration: Duration) { state.withLock { $0.elapsed += duration } }

  var pacing: Pacing {
    Pacing(
      elapsed: { self.state.withLock { $0.elapsed } },
      pause: { pause in
        self.state.withLock { state in
          state.elapsed += pause
          state.pauses.append(pause)
        }
      },
      chance: { self.chance })
  }
}
