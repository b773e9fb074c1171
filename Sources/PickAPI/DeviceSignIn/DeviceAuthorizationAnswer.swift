/// The two codes of a device sign-in (RFC 8628, section 3.2).
public struct DeviceAuthorizationAnswer: Hashable, Sendable, Codable {
  /// What the device asks for its tokens with; a secret.
  public let deviceCode: String
  /// What a person types: `BCDF-GHJK`.
  public let userCode: String
  /// Where it is typed.
  public let verificationURI: String
  /// The same with the code in it, for a QR code.
  public let completeVerificationURI: String
  /// Seconds both codes last.
  public let expiresIn: Int
  /// Seconds between two polls.
  public let interval: Int

  /// Codes that were just made.
  public init(
    deviceCode: String, userCode: String, verificationURI: String,
    completeVerificationURI: String, expiresIn: Int, interval: Int
  ) {
    self.deviceCode = deviceCode
    self.userCode = userCode
    self.verificationURI = verificationURI
    self.completeVerificationURI = completeVerificationURI
    self.expiresIn = expiresIn
    self.interval = interval
  }

  private enum CodingKeys: String, CodingKey {
    case interval
    case deviceCode = "device_code"
    case userCode = "user_code"
    case verificationURI = "verification_uri"
    case completeVerificationURI = "verification_uri_complete"
    case expiresIn = "expires_in"
  }
}

extension DeviceAuthorizationAnswer: CustomStringConvertible, CustomReflectable {
  /// Neither code.
  public var description: String { "DeviceAuthorizationAnswer(redacted)" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
