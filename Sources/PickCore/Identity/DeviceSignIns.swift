import Crypto
public import PickModel

/// How device sign-in behaves.
public struct DeviceSignInPolicy: Equatable, Sendable {
  /// How long the codes last, in seconds.
  public var lifeSeconds: Int64 = 600
  /// How long a device waits between two polls, in seconds, to begin with.
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

  /// Answers a polling device: its tokens, once somebody has approved it, or why not yet.
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
    // Whoever changed the password or signed out everywhere since took the approval back.
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

/// What a device that asks to be signed in is given.
public struct DeviceCodes: Equatable, Sendable {
  /// What it polls with; a secret.
  public let device: DeviceSecret
  /// What it shows.
  public let user: UserCode
  /// When both expire.
  public let expiresAt: Instant
  /// How long it waits between two polls.
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
  /// Nobody decided yet.
  case pending
  /// Asked before the interval had passed; it is now this long.
  case tooEarly(intervalSeconds: Int)
  /// Somebody said no, or took a yes back.
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
    case .wrongCredentials: self = .denied
    case .throttled(let seconds): self = .throttled(retryAfterSeconds: seconds)
    case .signing(let error): self = .signing(error)
    case .hashing(let error): self = .store(.unexpected(reason: "\(error)"))
    case .store(let error): self = .store(error)
    }
  }
}
