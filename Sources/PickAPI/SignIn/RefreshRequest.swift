/// A refresh token to be exchanged.
public struct RefreshRequest: Hashable, Sendable, Codable {
  /// The token.
  public let refreshToken: String

  /// A token to be exchanged.
  public init(refreshToken: String) { self.refreshToken = refreshToken }

  private enum CodingKeys: String, CodingKey {
    case refreshToken = "refresh_token"
  }
}

extension RefreshRequest: CustomStringConvertible, CustomReflectable {
  /// Not the token.
  public var description: String { "RefreshRequest(redacted)" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
