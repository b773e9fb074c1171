/// Which sessions to end: the access token's own, or all of its account.
public struct SignOutRequest: Hashable, Sendable, Codable {
  /// Whether all devices are signed out.
  public let everywhere: Bool

  /// This device, or all.
  public init(everywhere: Bool) { self.everywhere = everywhere }
}
