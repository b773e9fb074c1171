import HTTPTypes
import Hummingbird
import Logging
import PickAPI
import PickCore
import PickModel
import Synchronization

/// What signing in to a server takes beside the engine: the authority with its keys, device
/// sign-in, and what keeps tries apart.
struct SignInParts: Sendable {
  /// Sign-ins, tokens and sessions.
  let authority: SessionAuthority
  /// What the configuration says about tokens.
  let settings: TokenSettings
  let devices: DeviceSignIns?
  let keys: LiveKeyRing?
  let gate = HashGate()
  let signInLimit: RateLimit
  let deviceLimit: RateLimit
  let trustedProxies: Set<HostAddress>

  /// Parts over an authority that is there already; without `devices` no device signs in, and
  /// without keys of their own tokens are of the embedded form.
  init(authority: SessionAuthority, devices: (any DeviceSignInStore)? = nil) {
    self.init(authority, devices, nil, TokenSettings())
  }

  private init(
    _ authority: SessionAuthority, _ devices: (any DeviceSignInStore)?, _ keys: LiveKeyRing?,
    _ settings: TokenSettings
  ) {
    self.authority = authority
    self.settings = settings
    self.devices = devices.map { DeviceSignIns(store: $0, authority: authority) }
    self.keys = keys
    signInLimit = RateLimit(throttle: AddressThrottle(settings.addressRule), name: "sign-in")
    deviceLimit = RateLimit(throttle: AddressThrottle(settings.addressRule), name: "device")
    trustedProxies = Set(settings.trustedProxies.compactMap { HostAddress($0) })
  }

  /// Reads or makes the keys of a directory, and puts an authority together that signs with them.
  ///
  /// - Parameters:
  ///   - stores: where accounts, sessions and device sign-ins are.
  ///   - directory: the keys' directory.
  ///   - root: the secret in it, read before.
  ///   - settings: what the configuration says.
  ///   - clock: tells when keys sign and retire.
  ///   - log: hears of a directory that cannot be read any more.
  ///   - audit: is told what happens.
  /// - Returns: the parts.
  /// - Throws: why the directory cannot be used.
  static func open(
    _ stores: some AccountStore & SessionStore & DeviceSignInStore, keys directory: KeyDirectory,
    root: SigningKey, settings: TokenSettings,
    clock: any WallClock = SystemWallClock(), log: Logger,
    audit: @escaping @Sendable (AuditEvent) -> Void
  ) throws(KeyDirectoryError) -> SignInParts {
    let ring = try LiveKeyRing(
      directory, policy: settings.keyPolicy, at: clock.now(), log: log)
    let format = JWTAccessTokenFormat(
      keys: ring, issuer: settings.issuer ?? "urn:pick:" + root.issuerName,
      audience: settings.audience, clock: clock)
    let authority = SessionAuthority(
      accounts: stores, sessions: stores, key: root, format: format,
      hasher: PasswordHasher(isConcurrent: true), policy: settings.sessionPolicy, audit: audit)
    return SignInParts(authority, stores, ring, settings)
  }

  /// The public keys at `now`; none where tokens are of the embedded form.
  func keySet(at now: Instant) -> KeySet {
    keys.map { KeySet($0.ring(at: now), at: now) } ?? KeySet.empty
  }

  /// Where people reach the server, as a device shows it: what the configuration says, or where
  /// the device itself reached it.
  func origin(of request: HTTPRequest) -> String {
    if let url = settings.publicURL { return url }
    let authority = request.authority ?? ""
    let isPlain = authority.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
        true
      default: false
      }
    }
    return (request.scheme ?? "https") + "://" + (isPlain ? authority : "")
  }

  /// The authority, telling of whom a request was.
  func authority(for context: ServerContext) -> SessionAuthority {
    authority.serving(client: context.clientAddress, requestID: context.requestID)
  }

  /// Device sign-in, telling of whom a request was.
  func devices(for context: ServerContext) throws -> DeviceSignIns {
    guard let devices else { throw Problem(.notFound) }
    return devices.serving(client: context.clientAddress, requestID: context.requestID)
  }
}

/// Reads the access token of a request (RFC 6750) and asks the authority whose it is.
struct BearerAuthentication: Sendable {
  private let parts: SignInParts

  init(_ parts: SignInParts) { self.parts = parts }

  /// Whatever is wrong with a token, the answer is the same.
  @Sendable func grant(_ request: Request, _ context: ServerContext) async throws -> AccessGrant {
    guard let token = token(request.headers) else { throw Problem(.unauthorized) }
    do {
      return try await parts.authority.authorize(token, at: context.now)
    } catch {
      if case .store(let error) = error { throw error }
      throw Problem(.unauthorized)
    }
  }

  /// The token of the one `Authorization: Bearer` header there may be.
  func token(_ headers: HTTPFields) -> String? {
    let values = headers[values: .authorization]
    // Text that is not ASCII is no token, and splitting or comparing it may cost the square of its
    // length.
    guard values.count == 1, let value = values.first, value.utf8.allSatisfy({ $0 < 0x80 }) else {
      return nil
    }
    let words = value.split(separator: " ", maxSplits: 1)
    guard words.count == 2, isKnown(words[0]) else { return nil }
    return String(words[1])
  }

  private func isKnown(_ type: Substring) -> Bool {
    parts.settings.authHeaderTypes.contains { $0.lowercased() == type.lowercased() }
  }
}

/// Lets so many password hashes be worked through at a time and turns the next one away at once.
///
/// One hash costs 19 MiB and 30 ms of a core. Waiting in a queue would only move the cost: whoever
/// is turned away is told when to come back.
final class HashGate: Sendable {
  private let free: Mutex<Int>

  init(width: Int = 2) { free = Mutex(width) }

  /// Runs `work` if there is room.
  func pass<Answer>(_ work: () async throws -> Answer) async throws -> Answer {
    let isIn = free.withLock { free in
      guard free > 0 else { return false }
      free -= 1
      return true
    }
    guard isIn else { throw Problem(.tooManyRequests, retryAfter: 1) }
    defer { free.withLock { $0 += 1 } }
    return try await work()
  }
}
