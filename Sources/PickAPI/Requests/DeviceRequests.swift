public import PickModel

/// A device that has no keyboard asks to be signed in (RFC 8628, section 3.1).
public struct DeviceAuthorizationRequest: Hashable, WirePayload {
  /// What the device calls itself; shown to the person who approves it.
  public let deviceName: String?

  /// A device asks.
  public init(deviceName: String?) { self.deviceName = deviceName }

  /// The name.
  public static let wire: WireType<DeviceAuthorizationRequest> = .object(
    "DeviceAuthorizationRequest", DeviceAuthorizationRequest.init(deviceName:),
    .optional("device_name", .text(1...WireLimits.deviceNameLength), \.deviceName))
}

/// The two codes of a device sign-in (RFC 8628, section 3.2).
public struct DeviceAuthorizationAnswer: Hashable, WirePayload, Redacted {
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

  /// Codes, addresses and seconds.
  public static let wire: WireType<DeviceAuthorizationAnswer> = .object(
    "DeviceAuthorization", about: "The two codes of a device sign-in (RFC 8628).",
    DeviceAuthorizationAnswer.init(
      deviceCode:userCode:verificationURI:completeVerificationURI:expiresIn:interval:),
    .required("device_code", .text, \.deviceCode),
    .required(
      "user_code",
      .text(pattern: "^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$"), \.userCode),
    .required("verification_uri", .text, \.verificationURI),
    .required("verification_uri_complete", .text, \.completeVerificationURI),
    .required("expires_in", .integer(from: 1), \.expiresIn),
    .required("interval", .integer(from: 1), \.interval))
}

/// A device asks whether it has been approved (RFC 8628, section 3.4).
///
/// Until then the answer is a problem: `authorization_pending`, `slow_down`, `access_denied` or
/// `expired_token`; afterwards it is a `TokensAnswer`, once.
public struct DeviceTokenRequest: Hashable, WirePayload, Redacted {
  /// The device's secret.
  public let deviceCode: String

  /// A device asks.
  public init(deviceCode: String) { self.deviceCode = deviceCode }

  /// The secret.
  public static let wire: WireType<DeviceTokenRequest> = .object(
    "DeviceTokenRequest", DeviceTokenRequest.init(deviceCode:),
    .required("device_code", .text(1...WireLimits.tokenLength), \.deviceCode))
}

/// A signed-in viewer speaks of a waiting device by the code on its screen: looks it up, approves
/// it or denies it.
public struct UserCodeRequest: Hashable, WirePayload {
  /// What was typed: case, spaces and hyphens do not matter.
  public let userCode: String

  /// A code as typed.
  public init(userCode: String) { self.userCode = userCode }

  /// The code.
  public static let wire: WireType<UserCodeRequest> = .object(
    "UserCodeRequest", UserCodeRequest.init(userCode:),
    .required(
      "user_code",
      .text(1...WireLimits.userCodeLength).described(
        "As typed: case, spaces and hyphens do not matter."), \.userCode))
}

/// A device that waits to be approved, as the person who approves it should see it.
public struct PendingDevicePayload: Hashable, WirePayload {
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

  /// The name, the place and both instants.
  public static let wire: WireType<PendingDevicePayload> = .object(
    "PendingDevice", about: "A device that waits to be approved.",
    PendingDevicePayload.init(name:place:requestedAt:expiresAt:),
    .required("name", .text, \.name),
    .required("place", .text, \.place),
    .required("requested_at", .instant, \.requestedAt),
    .required("expires_at", .instant, \.expiresAt))
}
