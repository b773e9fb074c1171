public import PickModel

/// Grants, renews and ends sessions: the embedded authority, or a server.
public protocol SessionBackend: Sendable {
  /// Signs in on the named device.
  func signIn(_ credentials: Credentials, device: String) async throws(ServiceError) -> TokenPair
  /// Exchanges the pair for a new one.
  func refresh(_ pair: TokenPair) async -> SessionStateMachine.RefreshOutcome
  /// Checks the pair's access token.
  func authorize(_ pair: TokenPair) async throws(AuthorizationFailure) -> AccessGrant
  /// Ends the pair's session, or all of its account, as far as the other side can be reached.
  func signOut(_ pair: TokenPair, everywhere: Bool) async
  /// Replaces the password; the account's other sessions end. `access` is the token that proved
  /// `grant`.
  func changePassword(of grant: AccessGrant, access: String, from old: String, to new: String)
    async throws(ServiceError)
  /// Whether the guard refreshes before the access token expires, which is worth it where a refresh
  /// takes long.
  var renewsAhead: Bool { get }
}

extension SessionBackend {
  /// `false`.
  public var renewsAhead: Bool { false }
}

/// Why a request was not let through.
public enum AuthorizationFailure: Error, Equatable, Sendable {
  /// The access token was refused: a 401.
  case rejected
  /// Something else went wrong; the token may be good.
  case failed(ServiceError)
}
