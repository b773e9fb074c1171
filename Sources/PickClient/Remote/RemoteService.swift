import PickAPI
public import PickModel
public import PickSystem
import Synchronization

/// Answers from a server: every call passes the session guard and becomes a request.
///
/// Pages are kept on this device as they come. While the server does not answer, kept pages are
/// shown, facts are written down and sent later, and a call in each pause of `Reachability` tries
/// the server again.
public struct RemoteService: PickService {
  let session: SessionGuard
  private let backend: RemoteSessionBackend
  let caller: ServerCaller
  let clock: any WallClock
  let serverClock: ServerClock
  let places: DevicePlaces
  let delivery: FactDelivery
  private let report: @Sendable (any Error) -> String
  private let device: String
  let lastRecommendation = LastRecommendation()

  /// Where a device keeps what belongs to one server.
  public struct DevicePlaces: Sendable {
    /// The pages that were seen; `nil` keeps none.
    let cache: PageCache?
    /// The pictures that were seen; `nil` keeps none.
    let pictures: PageCache?
    /// Where unsent facts wait, in one file for each viewer; `nil` drops them.
    private let stateDirectory: String?
    /// Names the server in file names.
    private let issuer: String

    /// Places below the directories of `Places`; none for a device that keeps nothing.
    ///
    /// - Parameters:
    ///   - origin: the server they belong to.
    ///   - cacheDirectory: `Places.cache`.
    ///   - stateDirectory: `Places.state`.
    public init(origin: ServerOrigin, cacheDirectory: String?, stateDirectory: String?) {
      issuer = origin.issuer
      cache = cacheDirectory.map { [issuer] in PageCache(cacheDirectory: $0, issuer: issuer) }
      pictures = cacheDirectory.map { [issuer] in
        PageCache(
          cacheDirectory: $0, issuer: issuer, kind: .pictures,
          byteLimit: PageCache.picturesByteLimit)
      }
      self.stateDirectory = stateDirectory
    }

    /// Removes what was kept of what viewers saw.
    func erase() {
      cache?.erase()
      pictures?.erase()
    }

    func queue(of viewer: Viewer.ID) -> FactQueue? {
      stateDirectory.map { FactQueue(stateDirectory: $0, issuer: issuer, viewer: viewer) }
    }
  }

  /// A service for the viewer who signs in on this device.
  ///
  /// - Parameters:
  ///   - transport: carries requests to the server.
  ///   - tokens: where the session is kept: `SessionFiles` of `ServerOrigin.issuer`.
  ///   - places: where pages and unsent facts are kept.
  ///   - device: the name of this device, which the server shows to its account.
  ///   - clock: tells what time it is.
  ///   - pacing: measures and makes pauses.
  ///   - report: logs an error that has no message of its own and returns its reference.
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

  /// Runs `body` with a grant and the session's access token; erases the kept pages when the
  /// session turns out to be over.
  func guarded<Value: Sendable>(
    _ body: @Sendable (AccessGrant, String) async throws(ServiceError) -> Value
  ) async throws(ServiceError) -> Value {
    do {
      let value = try await session.performWithToken(body)
      deliverLater()
      return value
    } catch {
      if case .sessionEnded = error { places.erase() }
      throw error
    }
  }

  /// The payload of an answer; one that cannot be read is an error without a message of its own.
  func read<Payload: WirePayload>(_ body: [UInt8]) throws(ServiceError) -> Payload {
    do { return try WireJSON.decode(from: body) } catch {
      throw .unexpected(reference: report(error))
    }
  }
}

extension RemoteService {
  /// Signs in and keeps the session.
  public func signIn(_ credentials: Credentials) async throws(ServiceError) -> Account {
    let before = await session.account
    let account = try await session.signIn(credentials)
    if let before, before.viewer != account.viewer { places.erase() }
    deliverLater()
    return account
  }

  /// The viewer who is signed in; runs on every navigation.
  ///
  /// A request is sent only where the access token has expired. While the server does not answer, a
  /// viewer whose refresh token has not expired stays signed in.
  public func authorize() async throws(ServiceError) -> Viewer.ID {
    if caller.isOffline {
      let account = try await accountWhileOffline()
      if caller.mayTry() { Task { try? await lookForServer() } }
      return account.viewer
    }
    do {
      return try await guarded { (grant, _) throws(ServiceError) in grant.viewer }
    } catch {
      guard error == .unreachable else { throw error }
      return try await accountWhileOffline().viewer
    }
  }

  /// Ends the session here, or everywhere, and erases the kept pages.
  ///
  /// Unsent facts stay and are sent when their viewer signs in again.
  public func signOut(everywhere: Bool) async {
    places.erase()
    await session.signOut(everywhere: everywhere)
    places.erase()
  }

  /// Replaces the password; other devices are signed out.
  public func changePassword(from old: String, to new: String) async throws(ServiceError) {
    try await session.changePassword(from: old, to: new)
  }

  /// What a viewer should know about the session.
  public func sessionCautions() async -> SessionCautions {
    let known = await session.cautions
    let queue = await session.account.flatMap { places.queue(of: $0.viewer) }
    return SessionCautions(
      clockSeemsWrong: known.clockSeemsWrong || serverClock.isFarOff, isUnsaved: known.isUnsaved,
      isOffline: caller.isOffline,
      unsentFacts: queue.map { $0.isEmpty ? 0 : $0.ownCount(at: clock.now()) } ?? 0)
  }

  /// Waits until no renewal of the session is under way.
  public func finish() async { await session.finishRenewal() }

  /// The account whose kept pages may be shown while the server does not answer.
  func accountWhileOffline() async throws(ServiceError) -> Account {
    if let account = await session.accountOnThisDevice() { return account }
    // Either no account is signed in, or its refresh token has expired by this machine's clock.
    switch await session.ending {
    case let ending?: throw .sessionEnded(ending)
    case nil: throw .sessionEnded(.expired)
    }
  }

  /// Sends a small request, to see whether the server answers again.
  private func lookForServer() async throws(ServiceError) {
    _ = try await guarded { (_, access) throws(ServiceError) in
      try await caller.repeatable(HTTPRequest(.session, Endpoint.session.target(), access: access))
    }
  }
}

extension RemoteService: DeviceSignIn {
  /// Asks for codes to show on this device.
  public func beginDeviceSignIn() async throws(ServiceError) -> DeviceCode {
    let asked = clock.now()
    let response = try await caller.once(
      HTTPRequest(
        .authorizeDevice, sending: DeviceAuthorizationRequest(deviceName: device)))
    let answer: DeviceAuthorizationAnswer = try read(response.body)
    return DeviceCode(
      userCode: answer.userCode, verificationURI: answer.verificationURI,
      completeVerificationURI: answer.completeVerificationURI,
      expiresAt: asked.advanced(bySeconds: Int64(min(max(0, answer.expiresIn), 86_400))),
      intervalSeconds: min(max(1, answer.interval), 600), secret: answer.deviceCode)
  }

  /// Asks whether the code was approved, and signs in if it was.
  public func pollDeviceSignIn(_ code: DeviceCode) async throws(ServiceError) -> DevicePoll {
    let asked = clock.now()
    let request = HTTPRequest(
      .pollDeviceToken, sending: DeviceTokenRequest(deviceCode: code.secret))
    let result = await caller.exchange(request, .once)
    if case .success(let response) = result, !(200..<300).contains(response.status) {
      switch Problem(response).code {
      case .authorizationPending: return .pending
      case .slowDown: return .slowDown
      case .accessDenied: return .denied
      case .expiredToken: return .expired
      default: break
      }
    }
    let pair = try backend.pair(from: caller.accepted(result), askedAt: asked)
    let account = try await session.signIn { () throws(ServiceError) in pair }
    deliverLater()
    return .approved(account)
  }

  /// The device that shows `userCode`.
  public func pendingDevice(_ userCode: String) async throws(ServiceError) -> PendingDevice {
    let pending: PendingDevicePayload = try read(try await speak(of: userCode, .pendingDevice).body)
    return PendingDevice(
      name: pending.name, place: pending.place,
      requestedAt: serverClock.toLocal(pending.requestedAt),
      expiresAt: serverClock.toLocal(pending.expiresAt))
  }

  /// Signs in the device that shows `userCode`.
  public func approveDevice(_ userCode: String) async throws(ServiceError) {
    _ = try await speak(of: userCode, .approveDevice)
  }

  /// Refuses to sign in the device that shows `userCode`.
  public func denyDevice(_ userCode: String) async throws(ServiceError) {
    _ = try await speak(of: userCode, .denyDevice)
  }

  private func speak(of userCode: String, _ endpoint: Endpoint) async throws(ServiceError)
    -> HTTPResponse
  {
    // No spelling of a code is longer than 64 bytes.
    guard userCode.utf8.count <= 64 else { throw .notFound }
    return try await guarded { (_, access) throws(ServiceError) in
      try await caller.once(
        HTTPRequest(endpoint, sending: UserCodeRequest(userCode: userCode), access: access))
    }
  }
}

/// The name of the front page that was shown last, which goes along with its impressions.
final class LastRecommendation: Sendable {
  private let name = Mutex<String?>(nil)

  var id: String? { name.withLock { $0 } }

  func set(_ id: String) { name.withLock { $0 = id } }
}
