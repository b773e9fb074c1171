public import PickModel

/// Sign-ins begun on a device and decided by somebody elsewhere (RFC 8628).
///
/// Every promise is kept by conditional writes alone: of any number of callers on any number of
/// nodes one decides, one is given the session, and no guess is looked at uncounted.
public protocol DeviceSignInStore: Sendable {
  /// Adds a request, and forgets those that expired `StoredDeviceSignIn.memorySeconds` before it
  /// began.
  ///
  /// - Returns: whether it was added; no when its code's name belongs to another one.
  func beginDeviceSignIn(_ request: StoredDeviceSignIn) async throws(StoreError) -> Bool
  /// The undecided request that a code names and proves; `nil` when there is none.
  ///
  /// A proof that is wrong is counted before anything is looked at: after
  /// `StoredDeviceSignIn.wrongGuessLimit` of them the right one is not found either.
  func deviceSignIn(_ code: DeviceCodeProof, at: Instant) async throws(StoreError)
    -> StoredDeviceSignIn?
  /// Decides the undecided request that a code names and proves; counts a wrong proof likewise.
  ///
  /// - Returns: whether this call decided it.
  func decideDeviceSignIn(_ code: DeviceCodeProof, _ decision: DeviceSignInDecision, at: Instant)
    async throws(StoreError) -> Bool
  /// What became of a request, for the device that began it; an approval is handed out once.
  ///
  /// Polling an undecided request before its interval has passed makes the interval longer by
  /// `StoredDeviceSignIn.slowDownSeconds`, up to `StoredDeviceSignIn.longestIntervalSeconds`.
  func pollDeviceSignIn(deviceCode: [UInt8], at: Instant) async throws(StoreError) -> DevicePoll
}

/// The two halves of a code that a person types, as they are stored.
public struct DeviceCodeProof: Equatable, Sendable {
  /// The first four letters; they only name the request.
  public let name: String
  /// A keyed hash of the whole code, 32 bytes.
  public let proof: [UInt8]

  /// The halves of a code.
  public init(name: String, proof: [UInt8]) {
    self.name = name
    self.proof = proof
  }
}

/// A sign-in begun on a device, as it is stored.
public struct StoredDeviceSignIn: Equatable, Sendable {
  /// So many wrong proofs end a request.
  public static let wrongGuessLimit: Int64 = 5
  /// How much longer the interval gets by polling too early.
  public static let slowDownSeconds: Int64 = 5
  /// No interval gets longer than this.
  public static let longestIntervalSeconds: Int64 = 60
  /// How long an expired request is still known to be expired.
  public static let memorySeconds: Int64 = 600

  /// SHA-256 of the secret the device polls with, 32 bytes.
  public let deviceCode: [UInt8]
  /// What a person types elsewhere.
  public let code: DeviceCodeProof
  /// What the device calls itself.
  public let deviceName: String
  /// Where the request came from, as the server saw it.
  public let place: String
  /// When it began.
  public let begunAt: Instant
  /// When it can no longer be decided or collected.
  public let expiresAt: Instant
  /// How long the device waits between two polls.
  public let intervalSeconds: Int64

  /// A request as it is stored.
  public init(
    deviceCode: [UInt8], code: DeviceCodeProof, deviceName: String, place: String,
    begunAt: Instant, expiresAt: Instant, intervalSeconds: Int64
  ) {
    self.deviceCode = deviceCode
    self.code = code
    self.deviceName = deviceName
    self.place = place
    self.begunAt = begunAt
    self.expiresAt = expiresAt
    self.intervalSeconds = intervalSeconds
  }
}

/// What somebody decided about a device.
public enum DeviceSignInDecision: Equatable, Sendable {
  /// The device may sign in as this viewer, while the account stays at this token epoch.
  case approved(viewer: Viewer.ID, epoch: Int64)
  /// It may not.
  case denied
}

/// What a polling device is told.
public enum DevicePoll: Equatable, Sendable {
  /// Nobody decided yet.
  case pending(intervalSeconds: Int64)
  /// Nobody decided yet, and the device asked too early; its interval is now this.
  case tooEarly(intervalSeconds: Int64)
  /// It may sign in; nobody is told this twice.
  case approved(viewer: Viewer.ID, epoch: Int64, deviceName: String)
  /// It may not.
  case denied
  /// Time ran out, too many guesses ended it, or it was collected before.
  case expired
  /// Nobody began it, or it was forgotten.
  case unknown
}
