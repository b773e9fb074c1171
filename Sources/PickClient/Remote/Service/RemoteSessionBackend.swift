import PickAPI
public import PickCore
public import PickModel

/// Asks a server for tokens.
///
/// Times in the pairs it makes are this machine's: what the server says of lifetimes is counted from
/// the moment of asking, so that a clock that is a year off still expires in time, and one that jumps
/// costs a refresh and nothing else. The server judges by its own clock in any case.
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

  /// Always: a refresh takes a journey.
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

  /// Exchanges the pair for a new one; an answer that was lost is asked for once more.
  public func refresh(_ pair: TokenPair) async -> SessionStateMachine.RefreshOutcome {
    let asked = clock.now()
    let request = HTTPRequest(
      .refresh, sending: RefreshRequest(refreshToken: pair.refresh))
    let result = await caller.exchange(request, .refreshing)
    // Whatever stands between may say 401 too; only the server's own word ends a session.
    if case .success(let response) = result, response.status == 401, !response.isProblem {
      return .unreachable
    }
    do throws(ServiceError) {
      return .rotated(try self.pair(from: caller.accepted(result), askedAt: asked))
    } catch {
      switch error {
      case .sessionEnded(let ending): return .rejected(ending)
      case .cannotConnect(let obstacle): return .obstructed(obstacle)
      case .wrongCredentials, .throttled, .notFound, .invalid, .unreachable, .notSaved,
        .unexpected:
        return .unreachable
      }
    }
  }

  /// Looks at the clock only; the server says 401 when it thinks otherwise.
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

  /// The pair of an answer, checked: it becomes a file and header fields.
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
