import Crypto
public import PickModel
public import PickStore
import PickSystem

/// The times of device sign-in.
public struct DeviceSignInPolicy: Equatable, Sendable {
  /// The life of the codes, in seconds.
  public var lifeSeconds: Int64 = 600
  /// The first interval between two polls, in seconds.
  public var intervalSeconds: Int64 = 5

  /// Ten minutes and five seconds.
  public init() {}
}

/// Lets devices without a keyboard sign in: begun there, approved elsewhere (RFC 8628).
public struct DeviceSignIns: Sendable {
  let store: any DeviceSignInStore
  let authority: SessionAuthority
  let policy: DeviceSignInPolicy

  /// Device sign-ins whose sessions `authority` begins.
  public init(
    store: any DeviceSignInStore, authority: SessionAuthority,
    policy: DeviceSignInPolicy = DeviceSignInPolicy()
  ) {
    self.store = store
    self.authority = authority
    self.policy = policy
  }

  /// The same, serving one request: what happens is told with where it came from.
  public func serving(client: String, requestID: String) -> DeviceSignIns {
    let authority = authority.serving(client: client, requestID: requestID)
    return DeviceSignIns(store: store, authority: authority, policy: policy)
  }

  /// Makes the codes for a device.
  ///
  /// - Parameters:
  ///   - deviceName: what the device calls itself.
  ///   - place: where it asks from, as the server sees it.
  ///   - now: when it asks.
  /// - Returns: the codes; they are stored only as hashes.
  /// - Throws: `crowded` when no free name was found.
  public func begin(deviceName: String, place: String, at now: Instant)
    async throws(DeviceSignInError) -> DeviceCodes
  {
    // With ten thousand devices waiting, sixteen draws fail once in 10^19.
    for _ in 0..<16 {
      let codes = DeviceCodes(
        device: DeviceSecret(random: authority.random), user: UserCode(random: authority.random),
        expiresAt: now.advanced(bySeconds: policy.lifeSeconds),
        intervalSeconds: policy.intervalSeconds)
      let request = StoredDeviceSignIn(
        deviceCode: codes.device.hash, code: codes.user.proof(key: authority.key.userCode),
        deviceName: deviceName, place: place, begunAt: now, expiresAt: codes.expiresAt,
        intervalSeconds: policy.intervalSeconds)
      do {
        if try await store.beginDeviceSignIn(request) { return codes }
      } catch { throw .store(error) }
    }
    throw .crowded
  }

  /// Answers a polling device: its tokens once it is approved, else the reason there are none.
  public func collect(_ deviceCode: String, at now: Instant)
    async throws(DeviceSignInError) -> (account: Account, tokens: IssuedTokens)
  {
    guard let code = DeviceSecret(deviceCode) else { throw .expired }
    let poll: DevicePoll
    do { poll = try await store.pollDeviceSignIn(deviceCode: code.hash, at: now) } catch {
      throw .store(error)
    }
    switch poll {
    case .pending: throw .pending
    case .tooEarly(let seconds): throw .tooEarly(intervalSeconds: Int(seconds))
    case .denied: throw .denied
    case .expired, .unknown: throw .expired
    case .approved(let viewer, let epoch, let name):
      return try await signIn(viewer, epoch: epoch, device: name, at: now)
    }
  }

  private func signIn(_ viewer: Viewer.ID, epoch: Int64, device: String, at now: Instant)
    async throws(DeviceSignInError) -> (account: Account, tokens: IssuedTokens)
  {
    let stored: StoredAccount?
    do { stored = try await authority.accounts.account(of: viewer) } catch { throw .store(error) }
    // A changed password or a sign-out everywhere since then takes the approval back.
    guard let stored, !stored.isDisabled, stored.tokenEpoch == epoch else { throw .denied }
    let tokens: IssuedTokens
    do { tokens = try await authority.begin(stored, device: device, at: now) } catch {
      throw DeviceSignInError(error)
    }
    authority.audit(
      AuditEvent(
        .deviceSignedIn, at: now, account: stored.account.id, session: tokens.grant.session))
    return (stored.account, tokens)
  }
}

/// The codes given to a device that asks to be signed in.
public struct DeviceCodes: Equatable, Sendable {
  /// The secret it polls with.
  public let device: DeviceSecret
  /// The code it shows.
  public let user: UserCode
  /// When both expire.
  public let expiresAt: Instant
  /// The interval between two polls.
  public let intervalSeconds: Int64
}

/// The secret a device polls with: `pkd1.` and 32 bytes in hexadecimal; stored as its SHA-256.
public struct DeviceSecret: Equatable, Sendable {
  private static let prefix = "pkd1."
  private static let byteCount = 32
  private let secret: [UInt8]

  init(random: RandomBytes) { secret = random(Self.byteCount) }

  /// `nil` unless `text` is of the one form there is.
  init?(_ text: String) {
    guard text.hasPrefix(Self.prefix),
      let bytes = Hexadecimal.decode(text.dropFirst(Self.prefix.count), count: Self.byteCount)
    else { return nil }
    secret = bytes
  }

  /// As the device is told it.
  public var text: String { Self.prefix + Hexadecimal.encode(secret) }

  var hash: [UInt8] { Array(SHA256.hash(data: secret)) }
}

extension DeviceSecret: CustomStringConvertible, CustomReflectable {
  /// Not the code.
  public var description: String { "DeviceSecret(redacted)" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Why a device is not signed in, or not approved.
public enum DeviceSignInError: Error, Equatable, Sendable {
  /// Not decided yet.
  case pending
  /// Asked before the interval had passed; it is now this long.
  case tooEarly(intervalSeconds: Int)
  /// Refused, or the approval was taken back.
  case denied
  /// The codes are used, spoiled by guesses, or too old, or never were.
  case expired
  /// No waiting device has this code.
  case noSuchCode
  /// Too many codes were typed wrong.
  case throttled(retryAfterSeconds: Int)
  /// Too many devices wait already.
  case crowded
  /// No access token could be signed.
  case signing(AccessTokenSigningError)
  /// The store failed.
  case store(StoreError)

  init(_ error: SignInError) {
    switch error {
    case .wrongCredentials, .disabled: self = .denied
    case .throttled(let seconds): self = .throttled(retryAfterSeconds: seconds)
    case .signing(let error): self = .signing(error)
    case .hashing(let error): self = .store(.unexpected(reason: "\(error)"))
    case .store(let error): self = .store(error)
    }
  }
}

/// The facts shown to the person who approves or refuses a waiting device.
public struct WaitingDevice: Equatable, Sendable {
  /// The device's name for itself.
  public let name: String
  /// The address it asked from, as the server saw it.
  public let place: String
  /// When it asked.
  public let begunAt: Instant
  /// When its codes expire.
  public let expiresAt: Instant
}

extension DeviceSignIns {
  /// The waiting device a typed code belongs to, asked without an account: a wrong second half counts
  /// against the code only.
  public func waiting(_ typed: String, at now: Instant)
    async throws(DeviceSignInError) -> WaitingDevice
  {
    guard let code = UserCode(typed: typed) else { throw .noSuchCode }
    let found: StoredDeviceSignIn?
    do {
      found = try await store.deviceSignIn(code.proof(key: authority.key.userCode), at: now)
    } catch { throw .store(error) }
    guard let found else { throw .noSuchCode }
    return WaitingDevice(
      name: found.deviceName, place: found.place, begunAt: found.begunAt,
      expiresAt: found.expiresAt)
  }

  /// The waiting device a signed-in viewer typed the code of.
  public func waiting(_ typed: String, for account: Account.ID, at now: Instant)
    async throws(DeviceSignInError) -> WaitingDevice
  {
    try await guessing(account, at: now) { () async throws(DeviceSignInError) in
      try await waiting(typed, at: now)
    }
  }

  /// Lets the device of that code sign in as the account's viewer.
  public func approve(_ typed: String, by account: StoredAccount, at now: Instant)
    async throws(DeviceSignInError)
  {
    let yes = DeviceSignInDecision.approved(
      viewer: account.account.viewer, epoch: account.tokenEpoch)
    try await decide(typed, yes, by: account.account.id, at: now)
    authority.audit(AuditEvent(.deviceApproved, at: now, account: account.account.id))
  }

  /// Refuses the device of that code.
  public func deny(_ typed: String, by account: Account.ID, at now: Instant)
    async throws(DeviceSignInError)
  {
    try await decide(typed, .denied, by: account, at: now)
    authority.audit(AuditEvent(.deviceDenied, at: now, account: account))
  }

  private func decide(
    _ typed: String, _ decision: DeviceSignInDecision, by account: Account.ID, at now: Instant
  ) async throws(DeviceSignInError) {
    try await guessing(account, at: now) { () async throws(DeviceSignInError) in
      try await decide(typed, decision, at: now)
    }
  }

  private func decide(_ typed: String, _ decision: DeviceSignInDecision, at now: Instant)
    async throws(DeviceSignInError)
  {
    guard let code = UserCode(typed: typed) else { throw .noSuchCode }
    let proof = code.proof(key: authority.key.userCode)
    let isDecided: Bool
    do { isDecided = try await store.decideDeviceSignIn(proof, decision, at: now) } catch {
      throw .store(error)
    }
    guard isDecided else { throw .noSuchCode }
  }

  /// Counts a wrong code in advance, and takes it back when it was right: the throttle of sign-ins,
  /// for the codes one account types.
  ///
  /// A right code clears no failure: an attacker has right codes, those of devices of their own.
  private func guessing<Answer: Sendable>(
    _ account: Account.ID, at now: Instant,
    _ look: () async throws(DeviceSignInError) -> Answer
  ) async throws(DeviceSignInError) -> Answer {
    let guesses = EnteredNumber(guessesOf: account)
    let before: FailedSignIns?
    do { before = try await authority.countTry(of: guesses, at: now) } catch {
      throw DeviceSignInError(error)
    }
    func takeBack() async throws(DeviceSignInError) {
      do {
        try await authority.accounts.takeBackFailedSignIn(
          number: guesses.throttleKey, lastAt: before?.lastAt)
      } catch { throw .store(error) }
    }
    do throws(DeviceSignInError) {
      let answer = try await look()
      try await takeBack()
      return answer
    } catch {
      switch error {
      case .noSuchCode: authority.audit(AuditEvent(.deviceCodeWrong, at: now, account: account))
      // A try without a result is not counted; where the store fails again it stays counted.
      case .store: try? await takeBack()
      case .pending, .tooEarly, .denied, .expired, .throttled, .crowded, .signing: break
      }
      throw error
    }
  }
}

extension EnteredNumber {
  /// What an account's wrong codes are counted under: one byte longer than any number that is
  /// counted as it was typed, so that no number is counted with them.
  init(guessesOf account: Account.ID) {
    let title = "codes typed by account "
    let digits = "\(account)"
    let count = Self.longestKey + 1 - title.utf8.count - digits.utf8.count
    self.init(title + String(repeating: ".", count: count) + digits, isKey: true)
  }

  private init(_ key: String, isKey: Bool) {
    text = key
    throttleKey = key
    isPossible = false
  }
}
