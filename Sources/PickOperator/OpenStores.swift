import PickStore
import PickStoreMySQL
import PickStoreSQLite

/// The stores of one database, wherever it is.
///
///     let opened = try await OpenStores.open(location, access: access, mode: .existing)
///     let account = try await opened.stores.account(number: "1001")
struct OpenStores: Sendable {
  /// The stores.
  let stores: any Stores
  /// Who issues the sessions kept in this database.
  let id: DatabaseID
  /// Where it is.
  let location: DatabaseLocation
  private let closing: @Sendable () throws(StoreError) -> Void

  /// Opens the database at `location` and brings its schema up to date.
  ///
  /// - Parameters:
  ///   - location: a file, or a database of a server.
  ///   - access: what a server wants to know; not used for a file.
  ///   - mode: whether it may be made.
  /// - Returns: the open stores.
  /// - Throws: `cannotOpen`, `unreachable`, `foreignDatabase`, `newerSchema`, `corrupt`.
  static func open(
    _ location: DatabaseLocation, access: ServerAccess = ServerAccess(), mode: DatabaseMode
  ) async throws(StoreError) -> OpenStores {
    switch location {
    case .sqlite(let path):
      let database = try SQLiteDatabase.open(path: path, mode: mode)
      return OpenStores(stores: database, id: database.id, location: location) {
        () throws(StoreError) in try database.close()
      }
    case .mysql(let address):
      let database = try await MySQLDatabase.open(address, access: access, mode: mode)
      return OpenStores(stores: database, id: database.id, location: location) {
        database.close()
      }
    }
  }

  private init(
    stores: any Stores, id: DatabaseID, location: DatabaseLocation,
    closing: @escaping @Sendable () throws(StoreError) -> Void
  ) {
    self.stores = stores
    self.id = id
    self.location = location
    self.closing = closing
  }

  /// Lets go of the file or the connections; whatever is asked afterwards fails.
  func close() throws(StoreError) { try closing() }
}
