import Hummingbird
import PickAPI
import PickIdentity
import PickModel
import PickStore

/// Signing in with a password, and refreshing with a refresh token.
///
/// Both answer with a pair of tokens.
struct SignInController: Sendable {
  let backend: Backend
  let pages: Pages
  private var parts: SignInParts { backend.signIn }

  @Sendable func signIn(_ request: Request, _ context: ServerContext) async throws
    -> Response
  {
    try await parts.signInLimit.answer(context) {
      let asked = try await request.payload(SignInRequest.self, context)
      let now = context.now
      let (account, tokens) = try await parts.gate.pass {
        do throws(SignInError) {
          return try await parts.authority(for: context).signIn(
            asked.credentials, device: DeviceName.of(asked.deviceName, context), at: now)
        } catch { throw error.answer }
      }
      await pages.settleAbandoned(of: account.viewer, context)
      return .fresh(TokensAnswer(tokens, account: account, now: now))
    }
  }

  @Sendable func refresh(_ request: Request, _ context: ServerContext) async throws
    -> Response
  {
    let asked = try await request.payload(RefreshRequest.self, context)
    let now = context.now
    do {
      let tokens = try await parts.authority(for: context).refresh(
        asked.refreshToken, at: now)
      guard let stored = try await backend.accounts.account(of: tokens.grant.viewer) else {
        throw Problem(.sessionRevoked)
      }
      return .fresh(TokensAnswer(tokens, account: stored.account, now: now))
    } catch let error as SessionRefusal { throw error.answer }
  }
}

extension TokensAnswer {
  /// Creates the answer for issued tokens; lifetimes are counted from `now`.
  init(_ issued: IssuedTokens, account: Account, now: Instant) {
    func seconds(until end: Instant) -> Int {
      Int(end.milliseconds(since: now) / 1000)
    }
    self.init(
      accessToken: issued.access, refreshToken: issued.refresh,
      expiresIn: seconds(until: issued.grant.expiresAt),
      refreshExpiresIn: seconds(until: issued.refreshExpiresAt), session: issued.grant.session,
      account: account, now: now)
  }
}

/// The name under which a device is shown to people.
enum DeviceName {
  /// The device's own name, safe to show, or its address when it has no name.
  static func of(_ name: String?, _ context: ServerContext) -> String {
    let shown = DisplayText.sanitized(name ?? "")
    let isBlank = shown.allSatisfy(\.isWhitespace)
    return isBlank ? context.clientAddress : shown
  }
}

extension SignInError {
  /// The answer to a refused sign-in; errors of the server itself are thrown on, and logged.
  fileprivate var answer: any Error {
    switch self {
    case .wrongCredentials: Problem(.wrongCredentials)
    case .disabled: Problem(.accountDisabled)
    case .throttled(let seconds): Problem(.tooManyRequests, retryAfter: seconds)
    case .store(let error): error
    case .hashing, .signing: self
    }
  }
}

extension SessionRefusal {
  /// The answer to a refused refresh token.
  fileprivate var answer: any Error {
    switch self {
    case .expired: Problem(.sessionExpired)
    case .invalidToken, .ended, .superseded, .unknown: Problem(.sessionRevoked)
    case .store(let error): error
    case .signing: self
    }
  }
}
