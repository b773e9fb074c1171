import HTTPTypes
public import Logging
import PickAPI
public import PickCore
import PickModel

/// What signing in to a server takes beside the engine: the authority with its keys, device
/// sign-in, and what keeps tries apart.
public struct SignInParts: Sendable {
  /// Sign-ins, tokens and sessions.
  public let authority: SessionAuthority
  /// What the configuration says about tokens.
  public let settings: TokenSettings
  let devices: DeviceSignIns?
  let keys: LiveKeyRing?
  let gate = HashGate()
  let signInLimit: RateLimit
  let deviceLimit: RateLimit
  let trustedProxies: Set<HostAddress>

  /// Parts over an authority that is there already; without `devices` no device signs in, and
  /// without keys of their own tokens are of the embedded form.
  public init(authority: SessionAuthority, devices: (any DeviceSignInStore)? = nil) {
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
  public static func open(
    _ stores: some AccountStore & SessionStore & DeviceSignInStore, keys directory: KeyDirectory,
    root: SigningKey, settings: TokenSettings = TokenSettings(),
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
