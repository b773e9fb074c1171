import FoundationEssentials
import Logging
import PickAPI
public import PickCore

/// What the controllers work with: one database's engine, its sign-ins and their stores.
public struct Backend: Sendable {
  /// Pages and facts.
  public let engine: Engine
  /// What signing in takes.
  let signIn: SignInParts
  /// Who may sign in.
  let accounts: any AccountStore
  /// The sessions behind the tokens.
  let sessions: any SessionStore
  /// Tells the time; tests hand in their own.
  let clock: any WallClock
  /// What happened, for `/metrics`.
  let counters: ServerCounters
  /// Asks the database something small, for `/ready`.
  let probe: @Sendable () async throws(StoreError) -> Void

  /// Whether other servers may write to the same database; a file has one, and `pickctl`.
  let isShared: Bool

  /// Sign-ins, tokens and sessions.
  public var authority: SessionAuthority { signIn.authority }

  /// The parts, already put together.
  init(
    engine: Engine, signIn: SignInParts, accounts: any AccountStore,
    sessions: any SessionStore, clock: any WallClock = SystemWallClock(),
    counters: ServerCounters = ServerCounters(), isShared: Bool = false,
    probe: @escaping @Sendable () async throws(StoreError) -> Void = {}
  ) {
    self.isShared = isShared
    self.engine = engine
    self.signIn = signIn
    self.accounts = accounts
    self.sessions = sessions
    self.clock = clock
    self.counters = counters
    self.probe = probe
  }

  /// Parts around an authority that signs in its own way; without `devices` no device signs in.
  public init(
    engine: Engine, authority: SessionAuthority, accounts: any AccountStore,
    sessions: any SessionStore, devices: (any DeviceSignInStore)? = nil,
    clock: any WallClock = SystemWallClock()
  ) {
    self.init(
      engine: engine, signIn: SignInParts(authority: authority, devices: devices),
      accounts: accounts, sessions: sessions, clock: clock)
  }
}

/// The back end of a configured server, opened.
struct OpenBackend: Sendable {
  let backend: Backend
  /// Free bytes where the database is.
  let room: @Sendable () -> UInt64
  /// Lets go of the database.
  let close: @Sendable () -> Void

  /// Opens what the configuration names.
  static func open(
    _ configuration: Configuration,
    environment: [String: String] = ProcessInfo.processInfo.environment, log: Logger
  ) async throws(StartFailure) -> OpenBackend {
    let database = try await ServedDatabase.open(configuration, environment)
    do {
      return try assemble(database, configuration, log)
    } catch {
      database.close()
      throw error
    }
  }

  private static func assemble(
    _ database: ServedDatabase, _ configuration: Configuration, _ log: Logger
  ) throws(StartFailure) -> OpenBackend {
    let stores = database.stores
    let counters = ServerCounters()
    let (signIn, key) = try signIn(
      stores, KeyDirectory(path: database.keys), configuration.tokens, log,
      audit: audit(counters, level: Logger.Level(rawValue: configuration.logLevel) ?? .info))
    let engine = Engine(
      stores: Engine.Stores(catalog: stores, watches: stores, choices: stores),
      models: database.models, portion: .served, cursors: CursorSigner(key: key),
      popularityMayBeBehindSeconds: 10, watching: configuration.watching)
    let backend = Backend(
      engine: engine, signIn: signIn, accounts: stores, sessions: stores, counters: counters,
      isShared: database.isShared,
      probe: { () async throws(StoreError) in _ = try await stores.catalogVersion() })
    // The first page finds the catalogue read, or being read.
    Task { await engine.prepareCatalog() }
    return OpenBackend(backend: backend, room: database.room, close: database.close)
  }

  /// Tokens and sign-ins over the stores, and the key that cursors are made with.
  private static func signIn(
    _ stores: some AccountStore & SessionStore & DeviceSignInStore, _ keys: KeyDirectory,
    _ settings: TokenSettings, _ log: Logger,
    audit: @escaping @Sendable (AuditEvent) -> Void
  ) throws(StartFailure) -> (SignInParts, SigningKey) {
    try settings.check()
    do {
      let root = try keys.rootKey()
      let parts = try SignInParts.open(
        stores, keys: keys, root: root, settings: settings, log: log, audit: audit)
      return (parts, root)
    } catch {
      if case .file(_, let cause) = error, let disk = cause.disk {
        let reason =
          switch disk {
          case .full: "no room left on the disk"
          case .readOnly: "the disk is read-only"
          case .failed(let reason): "the disk failed (\(reason))"
          }
        throw StartFailure(
          .inputOutput, "The keys in \(keys.path) cannot be written or read: \(reason).")
      }
      throw Self.unusable(keys, error)
    }
  }

  private static func unusable(_ keys: KeyDirectory, _ error: KeyDirectoryError) -> StartFailure {
    StartFailure(
      .noPermission,
      "The keys in \(keys.path) cannot be used (\(error)). They must be yours, files 0600, the "
        + "directory 0700.")
  }

  /// A line an event, at a level that is written whatever else is.
  private static func audit(
    _ counters: ServerCounters, level: Logger.Level
  ) -> @Sendable (AuditEvent) -> Void {
    let log = Logger(label: "audit") { JSONLogHandler(label: $0, level: min(level, .notice)) }
    return { event in
      switch event.kind {
      case .refreshTokenReused: counters.count(.reusedTokens)
      case .signInFailed: counters.count(.failedSignIns)
      default: break
      }
      log.notice("audit", metadata: event.fields.mapValues { "\($0)" })
    }
  }
}
