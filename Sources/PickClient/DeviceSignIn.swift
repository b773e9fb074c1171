public import PickModel

/// Signing in on a device without typing a password on it (RFC 8628), for services that can.
///
/// The device asks for codes, shows them and asks again and again; somebody who is signed in
/// elsewhere looks the code up and says yes or no.
public protocol DeviceSignIn: Sendable {
  /// Asks for codes to show on this device. Needs no session.
  func beginDeviceSignIn() async throws(ServiceError) -> DeviceCode
  /// Asks whether somebody has approved the code; signs in when so. Needs no session.
  ///
  /// To be asked again after the code's interval; after `.slowDown` the interval is 5 s longer.
  func pollDeviceSignIn(_ code: DeviceCode) async throws(ServiceError) -> DevicePoll
  /// What is known of the device that shows `userCode`, in any spelling; `.notFound` for a code
  /// nobody waits with.
  func pendingDevice(_ userCode: String) async throws(ServiceError) -> PendingDevice
  /// Signs the device in that shows `userCode`, as the viewer who is signed in here.
  func approveDevice(_ userCode: String) async throws(ServiceError)
  /// Sends the device away that shows `userCode`.
  func denyDevice(_ userCode: String) async throws(ServiceError)
}

/// Codes for one device sign-in.
public struct DeviceCode: Hashable, Sendable {
  /// What a person types: `BCDF-GHJK`.
  public let userCode: String
  /// Where it is typed.
  public let verificationURI: String
  /// The same with the code in it, for a QR code.
  public let completeVerificationURI: String
  /// When the codes expire, by this device's clock.
  public let expiresAt: Instant
  /// Seconds between two questions.
  public let intervalSeconds: Int
  /// Proves that the codes are this device's; never shown.
  let secret: String

  /// Codes that were just made.
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
  /// When it expires, without the codes.
  public var description: String { "DeviceCode(redacted)" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// What became of a code so far.
public enum DevicePoll: Hashable, Sendable, Codable {
  /// Nobody has said anything yet.
  case pending
  /// Asked too soon: wait 5 s longer from now on.
  case slowDown
  /// Somebody said yes; that account is signed in here now.
  case approved(Account)
  /// Somebody said no.
  case denied
  /// The code is too old, or was guessed at too often.
  case expired
}

/// A device that waits to be signed in, as whoever approves it sees it.
public struct PendingDevice: Hashable, Sendable, Codable {
  /// What the device calls itself.
  public let name: String
  /// Where it asked from.
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
