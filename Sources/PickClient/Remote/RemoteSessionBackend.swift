import PickAPI
public import PickModel
import PickSystem

/// A session backend that asks a server.
///
/// Times in its pairs are by this machine's clock: lifetimes that the server states are counted
/// from the moment of asking. So a pair expires in time even where the clock is a year off, and a
/// clock that jumps costs no more than a refresh. The server judges by its own clock in any case.
public struct RemoteSessionBackend: SessionBackend {
  private let caller: ServerCaller
  private let clock: any WallClock
  private let serverClock: ServerClock
  private let report: @Sendable (any Error) -> String

  init(
    caller: ServerCaller, clock: any WallClock, serverClock: ServerClock,
    report: @escaping @Sendable (any Error) -> String
  ) {
    self.caller = caller
    self.clock = clock
    self.serverClock = serverClock
    self.report = report
  }

  /// `true`: a refresh takes as long as a request.
  public var renewsAhead: Bool { true }

  /// Signs in on the named device.
  public func signIn(_ credentials: Credentials, device: String) async throws(ServiceError)
    -> TokenPair
  {
    let asked = clock.now()
    let answer = try await caller.once(
      HTTPRequest(.signIn, sending: SignInRequest(credentials, deviceName: device)))
    return try pair(from: answer, askedAt: asked)
  }

  /// Exchanges the pair for a new one; asks once more when the answer is lost.
  public func refresh(_ pair: TokenPair) async -> SessionStateMachine.RefreshOutcome {
    let asked = clock.now()
    let request = HTTPRequest(
      .refresh, sending: RefreshRequest(refreshToken: pair.refresh))
    let result = await caller.exchange(request, .refreshing)
    // A gateway may answer 401 too; only a problem of the server itself ends a session.
    if case .success(let response) = result, response.status == 401, !response.isProblem {
      return .unreachable
    }
    do throws(ServiceError) {
      return .rotated(try self.pair(from: caller.accepted(result), askedAt: asked))
    } catch {
      switch error {
      case .sessionEnded(let ending): return .rejected(ending)
      case .cannotConnect(let obstacle): return .obstructed(obstacle)
      case .wrongCredentials, .accountDisabled, .throttled, .notFound, .invalid, .unreachable,
        .notSaved, .unexpected:
        return .unreachable
      }
    }
  }

  /// Compares the pair with the clock; the server answers 401 to a token it does not accept.
  public func authorize(_ pair: TokenPair) async throws(AuthorizationFailure) -> AccessGrant {
    guard clock.now() < pair.accessExpiresAt else { throw .rejected }
    return AccessGrant(
      viewer: pair.account.viewer, account: pair.account.id, session: pair.session,
      expiresAt: pair.accessExpiresAt)
  }

  /// Ends the pair's session, or all of its account, as far as the server can be reached.
  public func signOut(_ pair: TokenPair, everywhere: Bool) async {
    let request = HTTPRequest(
      .signOut, sending: SignOutRequest(everywhere: everywhere), access: pair.access)
    _ = await caller.exchange(request, caller.isOffline ? .glance : .once)
  }

  /// Replaces the password; the account's other sessions end.
  public func changePassword(
    of grant: AccessGrant, access: String, from old: String, to new: String
  ) async throws(ServiceError) {
    _ = try await caller.once(
      HTTPRequest(
        .changePassword, sending: PasswordRequest(oldPassword: old, newPassword: new),
        access: access))
  }

  /// The pair of an answer, checked so that it fits a line of a file and a header field.
  func pair(from response: HTTPResponse, askedAt asked: Instant) throws(ServiceError) -> TokenPair {
    let answer: TokensAnswer
    do { answer = try WireJSON.decode(from: response.body) } catch {
      throw .unexpected(reference: report(error))
    }
    let texts = [answer.accessToken, answer.refreshToken, answer.session.rawValue]
    guard texts.allSatisfy(Self.isToken), Self.isLine(answer.account.number),
      answer.expiresIn > 0, answer.refreshExpiresIn > 0
    else { throw .unexpected(reference: report(TransportError.malformed)) }
    serverClock.observe(server: answer.now, local: clock.now())
    let longest = 400 * 86_400
    return TokenPair(
      account: answer.account, session: answer.session, access: answer.accessToken,
      refresh: answer.refreshToken, issuedAt: asked,
      accessExpiresAt: asked.advanced(bySeconds: Int64(min(answer.expiresIn, longest))),
      refreshExpiresAt: asked.advanced(bySeconds: Int64(min(answer.refreshExpiresIn, longest))))
  }

  private static func isToken(_ text: String) -> Bool {
    (1...WireLimits.tokenLength).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
  }

  private static func isLine(_ text: String) -> Bool {
    OutsideName.isLine(text, 1...WireLimits.numberLength)
  }
}
