public import PickModel

/// A device that waits to be approved, as whoever approves it should see it.
public struct PendingDevicePayload: Hashable, Sendable, Codable {
  /// What the device calls itself.
  public let name: String
  /// Where it asked from, as far as the server can tell.
  public let place: String
  /// When it asked.
  public let requestedAt: Instant
  /// When its codes expire.
  public let expiresAt: Instant

  /// A waiting device.
  public init(name: String, place: String, requestedAt: Instant, expiresAt: Instant) {
    self.name = name
    self.place = place
    self.requestedAt = requestedAt
    self.expiresAt = expiresAt
  }

  private enum CodingKeys: String, CodingKey {
    case name, place
    case requestedAt = "requested_at"
    case expiresAt = "expires_at"
  }
}
