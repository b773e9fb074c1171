import HTTPTypes
import Hummingbird
import Logging
import PickAPI
import PickIdentity
import PickModel
import PickStore
import PickSystem
import Synchronization

/// The parts of signing in: the authority with its keys, device sign-in, and the limits on tries.
struct SignInParts: Sendable {
  let authority: SessionAuthority
  let settings: TokenSettings
  let devices: DeviceSignIns?
  let keys: LiveKeyRing?
  let gate = HashGate()
  let signInLimit: RateLimit
  let deviceLimit: RateLimit
  let trustedProxies: Set<HostAddress>

  /// Creates parts around an existing authority.
  ///
  /// Without `devices`, device sign-in is off. Tokens have the embedded form, which other programs
  /// cannot verify.
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

  /// Reads the keys of the directory, or makes them, and creates an authority that signs with them.
  ///
  /// `root` is the secret in the directory. `clock` decides when keys sign and retire.
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

  /// The public keys at `now`; there are none when tokens have the embedded form.
  func keySet(at now: Instant) -> KeySet {
    keys.map { KeySet($0.ring(at: now), at: now) } ?? KeySet.empty
  }

  /// The address of the server that a device shows: the configured one, or the one the device used.
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

  /// The authority, with the client and the identifier of a request for its audit events.
  func authority(for context: ServerContext) -> SessionAuthority {
    authority.serving(client: context.clientAddress, requestID: context.requestID)
  }

  /// Device sign-in, with the client and the identifier of a request for its audit events.
  func devices(for context: ServerContext) throws -> DeviceSignIns {
    guard let devices else { throw Problem(.notFound) }
    return devices.serving(client: context.clientAddress, requestID: context.requestID)
  }
}

/// Reads the access token of a request (RFC 6750) and asks the authority for its grant.
struct BearerAuthentication: Sendable {
  private let parts: SignInParts

  init(_ parts: SignInParts) { self.parts = parts }

  /// The grant of the request's token; every fault of a token has the same answer.
  @Sendable func grant(_ request: Request, _ context: ServerContext) async throws -> AccessGrant {
    guard let token = token(request.headers) else { throw Problem(.unauthorized) }
    do {
      return try await parts.authority.authorize(token, at: context.now)
    } catch {
      if case .store(let error) = error { throw error }
      throw Problem(.unauthorized)
    }
  }

  /// The token of the `Authorization` header; there must be exactly one header of this name.
  func token(_ headers: HTTPFields) -> String? {
    let values = headers[values: .authorization]
    // A token is ASCII. Splitting or comparing other text may take time that grows with the square
    // of its length.
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

/// Limits how many passwords are hashed at a time, and refuses further ones at once.
///
/// One hash takes 19 MiB and 30 ms of a core. A queue would only move that cost; a refused client
/// is told when to come back.
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
