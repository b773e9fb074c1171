import PickClient
import PickModel
import PickTestSupport

/// A backend that answers as it is told, and whose refreshes can be held back.
actor ScriptedBackend: SessionBackend {
  nonisolated let renewsAhead: Bool
  private(set) var presented: [String] = []
  private(set) var signedOut: [String] = []
  private var answers: [String: SessionStateMachine.RefreshOutcome] = [:]
  private var accepted: Set<String> = []
  private var signIns: [TokenPair] = []
  private var isHeld = false
  private var held: [CheckedContinuation<Void, Never>] = []

  init(renewsAhead: Bool = false) { self.renewsAhead = renewsAhead }

  func answer(_ refresh: String, with outcome: SessionStateMachine.RefreshOutcome) {
    answers[refresh] = outcome
    if case .rotated(let pair) = outcome { accepted.insert(pair.access) }
  }

  func accept(_ pair: TokenPair) { accepted.insert(pair.access) }
  func refuse(_ pair: TokenPair) { accepted.remove(pair.access) }
  func willSignIn(_ pair: TokenPair) { signIns.append(pair) }

  func hold() { isHeld = true }

  func release() {
    isHeld = false
    for one in held { one.resume() }
    held = []
  }

  func signIn(_ credentials: Credentials, device: String) async throws(ServiceError)
    -> TokenPair
  {
    guard !signIns.isEmpty else { throw .wrongCredentials }
    let pair = signIns.removeFirst()
    accepted.insert(pair.access)
    return pair
  }

  func refresh(_ pair: TokenPair) async -> SessionStateMachine.RefreshOutcome {
    presented.append(pair.refresh)
    if isHeld { await withCheckedContinuation { held.append($0) } }
    return answers[pair.refresh] ?? .unreachable
  }

  func authorize(_ pair: TokenPair) async throws(AuthorizationFailure) -> AccessGrant {
    guard accepted.contains(pair.access) else { throw .rejected }
    return AccessGrant(
      viewer: pair.account.viewer, account: pair.account.id, session: pair.session,
      expiresAt: pair.accessExpiresAt)
  }

  func signOut(_ pair: TokenPair, everywhere: Bool) { signedOut.append(pair.access) }

  func changePassword(
    of grant: AccessGrant, access: String, from old: String, to new: String
  ) {}
}

extension TokenPair {
  /// A pair of `account`, named so that tests read: access "a1" goes with refresh "r1".
  static func sample(
    _ name: String = "1", of account: Account = SignInFixture.mina, session: String = "s",
    issuedAt: Instant = ManualClock().now()
  ) -> TokenPair {
    TokenPair(
      account: account, session: SessionID(session), access: "a" + name, refresh: "r" + name,
      issuedAt: issuedAt, accessExpiresAt: issuedAt.advanced(bySeconds: 1800),
      refreshExpiresAt: issuedAt.advanced(bySeconds: 7 * 86_400))
  }
}
