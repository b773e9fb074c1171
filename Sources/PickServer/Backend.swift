import FoundationEssentials
import Logging
import PickAPI
import PickCommand
public import PickCore
public import PickIdentity
public import PickPictures
public import PickStore
public import PickSystem

/// The parts the controllers work with: the engine, the sign-ins and the stores of one database.
public struct Backend: Sendable {
  /// The engine that makes pages and stores facts.
  public let engine: Engine
  let signIn: SignInParts
  let accounts: any AccountStore
  let sessions: any SessionStore
  let clock: any WallClock
  let counters: ServerCounters
  /// The pictures of the titles; `nil` where there are none.
  let pictures: PictureLibrary?
  /// A small query, with which `/ready` checks that the database answers.
  let probe: @Sendable () async throws(StoreError) -> Void

  /// Whether other servers may write to the same database.
  ///
  /// A SQLite file has one server, though `pickctl` may write to it too.
  let isShared: Bool

  /// The authority for sign-ins, tokens and sessions.
  public var authority: SessionAuthority { signIn.authority }

  init(
    engine: Engine, signIn: SignInParts, accounts: any AccountStore,
    sessions: any SessionStore, clock: any WallClock = SystemWallClock(),
    counters: ServerCounters = ServerCounters(), pictures: PictureLibrary? = nil,
    isShared: Bool = false,
    probe: @escaping @Sendable () async throws(StoreError) -> Void = {}
  ) {
    self.isShared = isShared
    self.engine = engine
    self.signIn = signIn
    self.accounts = accounts
    self.sessions = sessions
    self.clock = clock
    self.counters = counters
    self.pictures = pictures
    self.probe = probe
  }

  /// Creates a backend around an existing authority; without `devices`, device sign-in is off.
  public init(
    engine: Engine, authority: SessionAuthority, accounts: any AccountStore,
    sessions: any SessionStore, devices: (any DeviceSignInStore)? = nil,
    pictures: PictureLibrary? = nil, clock: any WallClock = SystemWallClock()
  ) {
    self.init(
      engine: engine, signIn: SignInParts(authority: authority, devices: devices),
      accounts: accounts, sessions: sessions, clock: clock, pictures: pictures)
  }
}

/// The opened backend of a configured server.
struct OpenBackend: Sendable {
  let backend: Backend
  /// Free bytes on the file system of the database.
  let room: @Sendable () -> UInt64
  /// Closes the database.
  let close: @Sendable () -> Void

  /// Opens the database and the keys that the configuration names.
  static func open(
    _ configuration: Configuration,
    environment: [String: String] = ProcessInfo.processInfo.environment, log: Logger
  ) async throws(Failure) -> OpenBackend {
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
  ) throws(Failure) -> OpenBackend {
    let stores = database.stores
    let counters = ServerCounters()
    let (signIn, key) = try signIn(
      stores, KeyDirectory(path: database.keys), configuration.tokens, log,
      audit: audit(counters, level: Logger.Level(rawValue: configuration.logLevel) ?? .info))
    let engine = Engine(
      stores: Engine.Stores(catalog: stores, watches: stores, choices: stores),
      models: database.models, portion: .served, cursors: CursorSigner(key: key),
      popularityMayBeBehindSeconds: 10,
      viewersAreKeptSeconds: PageCache.lifeSeconds(isShared: database.isShared),
      watching: configuration.watching,
      pictures: { [pictures = database.pictures] in
        pictures?.versions() ?? [:]
      })
    let backend = Backend(
      engine: engine, signIn: signIn, accounts: stores, sessions: stores, counters: counters,
      pictures: database.pictures, isShared: database.isShared,
      probe: { () async throws(StoreError) in _ = try await stores.catalogVersion() })
    // The catalogue is read ahead, so that the first page does not wait for all of it.
    Task { await engine.prepareCatalog() }
    return OpenBackend(backend: backend, room: database.room, close: database.close)
  }

  /// Returns the sign-in parts over the stores, and the key that signs cursors.
  private static func signIn(
    _ stores: some AccountStore & SessionStore & DeviceSignInStore, _ keys: KeyDirectory,
    _ settings: TokenSettings, _ log: Logger,
    audit: @escaping @Sendable (AuditEvent) -> Void
  ) throws(Failure) -> (SignInParts, SigningKey) {
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
        throw Failure(
          .inputOutput, "The keys in \(keys.path) cannot be written or read: \(reason).")
      }
      throw Self.unusable(keys, error)
    }
  }

  private static func unusable(_ keys: KeyDirectory, _ error: KeyDirectoryError) -> Failure {
    Failure(
      .noPermission,
      "The keys in \(keys.path) cannot be used (\(error)). They must be yours, files 0600, the "
        + "directory 0700.")
  }

  /// Logs one line for each event, also when the log level would leave out notices.
  private static func audit(
    _ counters: ServerCounters, level: Logger.Level
  ) -> @Sendable (AuditEvent) -> Void {
    let log = Logger(label: "audit") { JSONLogHandler(label: $0, level: min(level, .notice)) }
    return { event in
      switch event.kind {
      case .refreshTokenReused: counters.count(.reusedTokens)
      case .signInFailed: counters.count(.failedSignIns)
      case .signedIn, .signInThrottled, .signedOut, .signedOutEverywhere, .sessionRevoked,
        .passwordChanged, .passwordChangeFailed, .passwordRehashed, .deviceApproved, .deviceDenied,
        .deviceSignedIn, .deviceCodeWrong:
        break
      }
      log.notice("audit", metadata: event.fields.mapValues { "\($0)" })
    }
  }
}
