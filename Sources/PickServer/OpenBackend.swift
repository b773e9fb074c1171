import FoundationEssentials
import Logging
import PickAPI
import PickCore

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
