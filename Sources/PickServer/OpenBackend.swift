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
    let key: SigningKey
    do {
      key = try SigningKeyFile(databasePath: path).loadOrCreate()
    } catch {
      throw StartFailure(
        .noPermission, "The key \(path).key cannot be used. It must be yours, mode 0600.")
    }
    let counters = ServerCounters()
    let authority = SessionAuthority(
      accounts: database, sessions: database, key: key,
      audit: { event in
        if event.kind == .refreshTokenReused { counters.count(.reusedTokens) }
        log.notice("session", metadata: ["event": "\(event)"])
      })
    let engine = Engine(
      stores: Engine.Stores(catalog: database, watches: database, choices: database),
      models: ModelDirectory(besideDatabase: path, named: database.id),
      portion: .served, cursors: CursorSigner(key: key), popularityMayBeBehindSeconds: 10)
    let backend = Backend(
      engine: engine, authority: authority, accounts: database, sessions: database,
      counters: counters,
      probe: { () async throws(StoreError) in _ = try await database.catalogVersion() })
    // The first page finds the catalogue read, or being read.
    Task { await engine.prepareCatalog() }
    return OpenBackend(
      backend: backend, room: { Readiness.room(at: path) }, close: { try? database.close() })
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
