public import PickModel

/// What a person typed, and on which device.
public struct SignInRequest: Hashable, Sendable, Codable {
  /// The set-top number.
  public let number: String
  /// The password.
  public let password: String
  /// What the device calls itself; a nameless device is called by its address.
  public let deviceName: String?

  /// What a person typed on a device.
  public init(_ credentials: Credentials, deviceName: String?) {
    number = credentials.number
    password = credentials.password
    self.deviceName = deviceName
  }

  /// What a person typed.
  public var credentials: Credentials { Credentials(number: number, password: password) }

  private enum CodingKeys: String, CodingKey {
    case number, password
    case deviceName = "device_name"
  }
}

extension SignInRequest: CustomStringConvertible, CustomReflectable {
  /// Nothing of what was typed.
  public var description: String { "SignInRequest(redacted)" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
