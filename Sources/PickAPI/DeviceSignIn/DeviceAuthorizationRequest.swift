/// A device that has no keyboard asks to be signed in (RFC 8628, section 3.1).
public struct DeviceAuthorizationRequest: Hashable, Sendable, Codable {
  /// What the device calls itself; whoever approves sees it.
  public let deviceName: String?

  /// A device asks.
  public init(deviceName: String?) { self.deviceName = deviceName }

  private enum CodingKeys: String, CodingKey {
    case deviceName = "device_name"
  }
}
