/// A device asks whether it has been approved (RFC 8628, section 3.4).
///
/// Until then the answer is a problem: `authorization_pending`, `slow_down`, `access_denied` or
/// `expired_token`; afterwards it is a `TokensAnswer`, once.
public struct DeviceTokenRequest: Hashable, Sendable, Codable {
  /// The device's secret.
  public let deviceCode: String

  /// A device asks.
  public init(deviceCode: String) { self.deviceCode = deviceCode }

  private enum CodingKeys: String, CodingKey {
    case deviceCode = "device_code"
  }
}

extension DeviceTokenRequest: CustomStringConvertible, CustomReflectable {
  /// Not the code.
  public var description: String { "DeviceTokenRequest(redacted)" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
