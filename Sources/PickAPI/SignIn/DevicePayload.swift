public import PickModel

/// A place somebody is signed in at.
public struct DevicePayload: Hashable, Sendable, Codable {
  /// Names one session.
  public let id: SessionID
  /// What the device calls itself.
  public let name: String
  /// When it signed in.
  public let signedInAt: Instant
  /// When it last refreshed its tokens.
  public let lastSeenAt: Instant
  /// Whether it is the one that asks.
  public let isCurrent: Bool

  /// A signed-in place.
  public init(_ device: MyPage.Device) {
    id = device.id
    name = device.name
    signedInAt = device.signedInAt
    lastSeenAt = device.lastSeenAt
    isCurrent = device.isCurrent
  }

  /// A signed-in place.
  public var device: MyPage.Device {
    MyPage.Device(
      id: id, name: name, signedInAt: signedInAt, lastSeenAt: lastSeenAt, isCurrent: isCurrent)
  }

  private enum CodingKeys: String, CodingKey {
    case id, name
    case signedInAt = "signed_in_at"
    case lastSeenAt = "last_seen_at"
    case isCurrent = "is_current"
  }
}

/// Where an account is signed in: the asking device first, then last seen first.
public struct SessionsPayload: Hashable, Sendable, Codable {
  /// The places.
  public let devices: [DevicePayload]

  /// Signed-in places.
  public init(_ devices: [MyPage.Device]) { self.devices = devices.map(DevicePayload.init) }
}
