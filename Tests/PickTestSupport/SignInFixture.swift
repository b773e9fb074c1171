public import PickIdentity
public import PickModel
public import PickSystem
import Synchronization

/// An authority over two accounts, with cheap hashes, a clock to move and repeatable secrets.
public struct SignInFixture: Sendable {
  /// Where everything is stored.
  public let accounts = InMemoryAccounts()
  /// The clock to move.
  public let clock = ManualClock()
  /// The authority under test.
  public let authority: SessionAuthority
  /// What the authority reported.
  public let audits = AuditLog()

  /// The first account, of viewer 1.
  public static let mina = Account(id: Account.ID(11), number: "1001", viewer: Viewer.ID(1))
  /// The second account, of viewer 2.
  public static let jun = Account(id: Account.ID(12), number: "1002", viewer: Viewer.ID(2))
  /// The password of both.
  public static let password = "correct horse"

  /// One hash in well under a millisecond.
  public static let cheap = PasswordHasher.Parameters(memoryKiB: 32, passes: 1, lanes: 1)

  /// What Mina types.
  public static let minasCredentials = Credentials(number: mina.number, password: password)
  /// What Jun types.
  public static let junsCredentials = Credentials(number: jun.number, password: password)

  /// Accounts that may sign in, and nobody who has.
  public init(seed: UInt64 = 1) async throws {
    let random = RandomBytes.seeded(seed)
    let hasher = PasswordHasher(parameters: Self.cheap, random: random)
    authority = SessionAuthority(
      accounts: accounts, sessions: accounts, key: .ephemeral(random: random), hasher: hasher,
      random: random, audit: { [audits] in audits.add($0) })
    let hash = try hasher.hash(Self.password, salt: [UInt8](repeating: 7, count: 16))
    try await accounts.create(Self.mina, passwordHash: hash)
    try await accounts.create(Self.jun, passwordHash: hash)
  }

  /// Signs Mina in.
  public func signIn() async throws -> IssuedTokens {
    try await authority.signIn(Self.minasCredentials, device: "test", at: clock.now()).tokens
  }
}

/// Remembers what was reported.
public final class AuditLog: Sendable {
  /// Empty.
  public init() {}

  private let events = Mutex<[AuditEvent]>([])

  /// Everything so far.
  public var all: [AuditEvent] { events.withLock { $0 } }

  /// What happened so far, by kind.
  public var kinds: [AuditEvent.Kind] { all.map(\.kind) }

  /// Remembers one more.
  public func add(_ event: AuditEvent) { events.withLock { $0.append(event) } }
}

extension RandomBytes {
  /// The same bytes for the same seed.
  public static func seeded(_ seed: UInt64) -> RandomBytes {
    let generator = SharedGenerator(seed: seed)
    return RandomBytes { count in generator.bytes(count) }
  }
}

private final class SharedGenerator: Sendable {
  private let generator: Mutex<SplitMix64>

  init(seed: UInt64) { generator = Mutex(SplitMix64(seed: seed)) }

  func bytes(_ count: Int) -> [UInt8] {
    generator.withLock { generator in (0..<count).map { _ in generator.next() } }
  }
}
