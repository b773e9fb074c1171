import Glibc
import PickCommand
import PickCore
import PickPictures
import PickStore
import PickStoreMySQL
import PickStoreSQLite

/// The opened database a server serves: a SQLite file or a database of a MySQL server.
struct ServedDatabase: Sendable {
  let stores: any Stores
  /// Whether other servers may write to the database.
  let isShared: Bool
  /// The directory of the signing keys.
  let keys: String
  /// The directory in which models for this database are published.
  let models: ModelDirectory?
  /// The pictures of its titles; `nil` where no directory is named.
  let pictures: PictureLibrary?
  /// Free bytes where facts are stored; `UInt64.max` for a database on another machine.
  let room: @Sendable () -> UInt64
  let close: @Sendable () -> Void

  /// Opens the database the configuration names; it must exist.
  static func open(
    _ configuration: Configuration, _ environment: [String: String]
  ) async throws(Failure) -> ServedDatabase {
    switch try configuration.location() {
    case .sqlite(let path): try await open(file: path, configuration)
    case .mysql(let address): try await open(address, configuration, environment)
    }
  }

  private static func open(
    file path: String, _ configuration: Configuration
  ) async throws(Failure) -> ServedDatabase {
    try check(path)
    do {
      let database = try SQLiteDatabase.open(
        path: path, mode: .existing, readers: configuration.readers)
      if try await database.demo() != nil, !configuration.isLoopback {
        try database.close()
        throw Failure(
          .noPermission,
          "\(path) is a demo world, whose passwords everybody knows; it is served on loopback "
            + "only. Use --host 127.0.0.1 or another --database.")
      }
      return ServedDatabase(
        stores: database, isShared: database.isShared, keys: configuration.keys ?? path + ".keys",
        models: configuration.models.map { ModelDirectory(path: $0, database: database.id) }
          ?? ModelDirectory(besideDatabase: path, named: database.id),
        pictures: PictureLibrary(
          pictures(configuration, of: database.id)
            ?? PictureFolder(besideDatabase: path, named: database.id.rawValue)),
        room: { Readiness.room(at: path) }, close: { try? database.close() })
    } catch let failure as Failure {
      throw failure
    } catch let error as StoreError {
      throw Failure(error, path: path)
    } catch {
      throw Failure(.inputOutput, "\(path) cannot be opened: \(error)")
    }
  }

  private static func open(
    _ address: MySQLAddress, _ configuration: Configuration, _ environment: [String: String]
  ) async throws(Failure) -> ServedDatabase {
    guard let keys = configuration.keys else {
      throw Failure(
        .configuration, "A server's database has no place for keys. Say where: --keys DIRECTORY")
    }
    let names = ["PICK_DATABASE_PASSWORD_FILE", "PICK_DATABASE_PASSWORD"]
    guard names.contains(where: { environment[$0] != nil }) else {
      throw Failure(
        .configuration,
        "There is no password for \(address). Put it into a file and name that in "
          + "PICK_DATABASE_PASSWORD_FILE.")
    }
    do {
      let access = try ServerAccess(environment: environment)
      let database = try await MySQLDatabase.open(address, access: access, mode: .existing)
      return ServedDatabase(
        stores: database, isShared: database.isShared, keys: keys,
        models: configuration.models.map { ModelDirectory(path: $0, database: database.id) },
        pictures: pictures(configuration, of: database.id).map(PictureLibrary.init),
        room: { .max }, close: { database.close() })
    } catch let error as ServerAccessError {
      throw Failure(.configuration, error.description)
    } catch let error as StoreError {
      throw Failure(error, path: "\(address)")
    } catch {
      throw Failure(.unavailable, "\(address) cannot be opened: \(error)")
    }
  }

  private static func pictures(
    _ configuration: Configuration, of database: DatabaseID
  ) -> PictureFolder? {
    configuration.pictures.map { PictureFolder(path: $0, database: database.rawValue) }
  }

  /// Refuses a database that is missing or cannot be written, before anything is served.
  private static func check(_ path: String) throws(Failure) {
    guard access(path, F_OK) == 0 else {
      throw Failure(
        .unavailable, "There is no \(path). Make one with pickctl import or pickctl demo create.")
    }
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard access(path, W_OK) == 0, access(directory, W_OK) == 0 else {
      throw Failure(
        .noPermission,
        "\(path) cannot be written: the file system is read-only, or the file is another user's.")
    }
  }
}
