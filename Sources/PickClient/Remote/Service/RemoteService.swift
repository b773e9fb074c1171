import PickAPI
public import PickCore
import PickModel
import Synchronization

/// Answers from a server: every call passes the session guard, then becomes a request.
///
/// Pages are kept on this device as they come. While the server does not answer, those that were
/// kept are shown, what the viewer does is written down and sent later, and now and then somebody
/// looks whether it is back.
public struct RemoteService: PickService {
  let session: SessionGuard
  let backend: RemoteSessionBackend
  let caller: ServerCaller
  let clock: any WallClock
  let serverClock: ServerClock
  let places: DevicePlaces
  let delivery: FactDelivery
  let report: @Sendable (any Error) -> String
  let device: String
  let lastRecommendation = LastRecommendation()

  /// Where a device keeps what belongs to one server.
  public struct DevicePlaces: Sendable {
    /// The pages that were seen; `nil` keeps none.
    public let cache: PageCache?
    /// Where unsent facts wait, one file a viewer; `nil` drops them.
    public let stateDirectory: String?
    /// Names the server in file names.
    public let issuer: String

    /// Places below the directories of `Places`; none for a device that keeps nothing.
    ///
    /// - Parameters:
    ///   - origin: the server they belong to.
    ///   - cacheDirectory: `Places.cache`.
    ///   - stateDirectory: `Places.state`.
    public init(origin: ServerOrigin, cacheDirectory: String?, stateDirectory: String?) {
      issuer = origin.issuer
      cache = cacheDirectory.map { [issuer] in PageCache(cacheDirectory: $0, issuer: issuer) }
      self.stateDirectory = stateDirectory
    }

    func queue(of viewer: Viewer.ID) -> FactQueue? {
      stateDirectory.map { FactQueue(stateDirectory: $0, issuer: issuer, viewer: viewer) }
    }
  }

  /// A service for whoever signs in on this device.
  ///
  /// - Parameters:
  ///   - transport: carries requests to the server.
  ///   - tokens: where the session is kept: `SessionFiles` of `ServerOrigin.issuer`.
  ///   - places: where pages and unsent facts are kept.
  ///   - device: what the device calls itself.
  ///   - clock: tells what time it is.
  ///   - pacing: measures and makes pauses.
  ///   - report: logs what nobody thought of and returns its reference.
  public init(
    transport: any HTTPTransport, tokens: any TokenStore, places: DevicePlaces, device: String,
    clock: any WallClock, pacing: Pacing = .system,
    report: @escaping @Sendable (any Error) -> String
  ) {
    let caller = ServerCaller(transport: transport, pacing: pacing, report: report)
    let serverClock = ServerClock()
    let backend = RemoteSessionBackend(
      caller: caller, clock: clock, serverClock: serverClock, report: report)
    let session = SessionGuard(backend: backend, store: tokens, clock: clock, device: device)
    self.session = session
    self.backend = backend
    self.caller = caller
    self.clock = clock
    self.serverClock = serverClock
    self.places = places
    self.report = report
    self.device = device
    let sender = FactSender(
      session: session, caller: caller, serverClock: serverClock, clock: clock)
    delivery = FactDelivery(clock: { clock.now() }) { facts, viewer in
      await sender.send(facts, of: viewer)
    }
  }

  /// Lets a request through with the session's access token; a session that turns out to be over
  /// takes what was kept of its viewer with it.
  func guarded<Value: Sendable>(
    _ body: @Sendable (AccessGrant, String) async throws(ServiceError) -> Value
  ) async throws(ServiceError) -> Value {
    do {
      let value = try await session.performWithToken(body)
      deliverLater()
      return value
    } catch {
      if case .sessionEnded = error { places.cache?.erase() }
      throw error
    }
  }
}

/// The name of the front page that was shown last, for the impressions that are recorded of it.
final class LastRecommendation: Sendable {
  private let name = Mutex<String?>(nil)

  var id: String? { name.withLock { $0 } }

  func set(_ id: String) { name.withLock { $0 = id } }
}
