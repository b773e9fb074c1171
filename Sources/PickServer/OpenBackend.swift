import Glibc
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
  static func open(_ configuration: Configuration, log: Logger) async throws -> OpenBackend {
    switch try configuration.location() {
    case .sqlite(let path): return try await open(sqlite: path, configuration, log)
    case .mysql:
      throw StartFailure(.unavailable, "This pickd knows no MySQL. Use --database sqlite:PATH.")
    }
  }

  private static func open(
    sqlite path: String, _ configuration: Configuration, _ log: Logger
  ) async throws -> OpenBackend {
    let database = try database(at: path, configuration)
    if let facts = try? await database.demo(), !configuration.isLoopback {
      _ = facts
      throw StartFailure(
        .noPermission,
        "\(path) is a demo world, whose passwords everybody knows; it is served on loopback only. "
          + "Use --host 127.0.0.1 or another --database.")
    }
    let keys =
      configuration.keys.map { KeyDirectory(path: $0) } ?? KeyDirectory(besideDatabase: path)
    let counters = ServerCounters()
    let (signIn, key) = try signIn(
      database, keys, configuration.tokens, log,
      audit: audit(counters, level: Logger.Level(rawValue: configuration.logLevel) ?? .info))
    let engine = Engine(
      stores: Engine.Stores(catalog: database, watches: database, choices: database),
      models: ModelDirectory(besideDatabase: path, named: database.id),
      portion: .served, cursors: CursorSigner(key: key), popularityMayBeBehindSeconds: 10)
    let backend = Backend(
      engine: engine, signIn: signIn, accounts: database, sessions: database,
      counters: counters,
      probe: { () async throws(StoreError) in _ = try await database.catalogVersion() })
    // The first page finds the catalogue read, or being read.
    Task { await engine.prepareCatalog() }
    return OpenBackend(
      backend: backend, room: { Readiness.room(at: path) }, close: { try? database.close() })
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
      throw StartFailure(
        .noPermission,
        "The keys in \(keys.path) cannot be used (\(error)). They must be yours, files 0600, the "
          + "directory 0700.")
    }
  }

  /// A line an event, at a level that is written whatever else is.
  private static func audit(
    _ counters: ServerCounters, level: Logger.Level
  ) -> @Sendable (AuditEvent) -> Void {
    let log = Logger(label: "audit") { JSONLogHandler(label: $0, level: min(level, .notice)) }
    return { event in
      if event.kind == .refreshTokenReused { counters.count(.reusedTokens) }
      log.notice("audit", metadata: event.fields.mapValues { "\($0)" })
    }
  }

  private static func database(
    at path: String, _ configuration: Configuration
  ) throws(StartFailure) -> SQLiteDatabase {
    guard access(path, F_OK) == 0 else {
      throw StartFailure(
        .noInput,
        "There is no \(path). Make one with pickctl import or pickctl demo create.")
    }
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard access(path, W_OK) == 0, access(directory, W_OK) == 0 else {
      throw StartFailure(
        .noPermission,
        "\(path) cannot be written: the file system is read-only, or the file is another user's.")
    }
    do {
      return try SQLiteDatabase.open(path: path, mode: .existing, readers: configuration.readers)
    } catch {
      throw StartFailure(error, path: path)
    }
  }
}
