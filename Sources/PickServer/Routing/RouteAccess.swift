/// Who may call a route; docs/security.md lists every route under one of these.
public enum RouteAccess: String, Sendable, CaseIterable {
  /// Anybody; the answer says nothing about anyone.
  case anyone
  /// Whoever presents a secret in the body: a password, a refresh token, a device code.
  case presenter
  /// Whoever presents a valid access token, and for that token's viewer only.
  case viewer
}
