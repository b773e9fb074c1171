public import PickModel

/// Signing in on a device without typing a password on it (RFC 8628), for services that can.
///
/// The device asks for codes, shows them and polls. A viewer who is signed in on another device
/// looks the code up and approves or denies it.
public protocol DeviceSignIn: Sendable {
  /// Asks for codes to show on this device. Needs no session.
  func beginDeviceSignIn() async throws(ServiceError) -> DeviceCode
  /// Asks whether the code was approved, and signs in if it was. Needs no session.
  ///
  /// The caller polls once in the code's interval; after `.slowDown` the interval is 5 s longer.
  func pollDeviceSignIn(_ code: DeviceCode) async throws(ServiceError) -> DevicePoll
  /// The device that shows `userCode`, in any spelling; `.notFound` when no device waits with it.
  func pendingDevice(_ userCode: String) async throws(ServiceError) -> PendingDevice
  /// Signs in the device that shows `userCode`, as the viewer who is signed in here.
  func approveDevice(_ userCode: String) async throws(ServiceError)
  /// Refuses to sign in the device that shows `userCode`.
  func denyDevice(_ userCode: String) async throws(ServiceError)
}

/// Codes for one device sign-in.
public struct DeviceCode: Hashable, Sendable {
  /// The code that a person types, such as `BCDF-GHJK`.
  public let userCode: String
  /// The address of the page where the code is typed.
  public let verificationURI: String
  /// The same address with the code in it, for a QR code.
  public let completeVerificationURI: String
  /// When the codes expire, by this device's clock.
  public let expiresAt: Instant
  /// Seconds between two polls.
  public let intervalSeconds: Int
  /// The code that proves which device polls; it is never shown.
  let secret: String

  /// The codes of one answer.
  public init(
    userCode: String, verificationURI: String, completeVerificationURI: String,
    expiresAt: Instant, intervalSeconds: Int, secret: String
  ) {
    self.userCode = userCode
    self.verificationURI = verificationURI
    self.completeVerificationURI = completeVerificationURI
    self.expiresAt = expiresAt
    self.intervalSeconds = intervalSeconds
    self.secret = secret
  }
}

extension DeviceCode: CustomStringConvertible, CustomReflectable {
  /// A fixed text without the codes.
  public var description: String { "DeviceCode(redacted)" }
  /// An empty mirror, so that a dump shows no code.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The state of a device sign-in.
public enum DevicePoll: Hashable, Sendable, Codable {
  /// The code was neither approved nor denied yet.
  case pending
  /// The poll came too soon; the interval is 5 s longer from now on.
  case slowDown
  /// The code was approved; that account is signed in here now.
  case approved(Account)
  /// The code was denied.
  case denied
  /// The code has expired, or wrong codes were entered too often.
  case expired
}

/// A device that waits to be signed in, as the viewer who approves it sees it.
///
/// `PendingDevicePayload` says the same by the server's clock.
public struct PendingDevice: Hashable, Sendable, Codable {
  /// The name that the device gave itself.
  public let name: String
  /// The address it asked from.
  public let place: String
  /// When it asked, by this device's clock.
  public let requestedAt: Instant
  /// When its code expires, by this device's clock.
  public let expiresAt: Instant

  /// A waiting device.
  public init(name: String, place: String, requestedAt: Instant, expiresAt: Instant) {
    self.name = name
    self.place = place
    self.requestedAt = requestedAt
    self.expiresAt = expiresAt
  }
}
