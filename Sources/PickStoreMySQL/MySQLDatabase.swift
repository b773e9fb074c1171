public import PickCore

/// The home of every store on a MySQL-compatible server.
///
/// The store protocols are adopted in one file each. Every write is one transaction of conditional
/// statements that is repeated as a whole when somebody else was faster; nothing is read first and
/// decided in the program, because clusters lose such updates (docs/decisions/mysql.md).
public struct MySQLDatabase: Sendable {
  /// How a database is opened.
  public enum Mode: Equatable, Sendable {
    /// Its tables must be there.
    case existing
    /// Tables are made, under this name, in an empty database.
    case createIfMissing(DatabaseID)
  }

  /// Who issues the sessions kept in this database.
  public let id: DatabaseID
  /// Where it is.
  public let address: MySQLAddress
  let access: ServerAccess
  let pool: ConnectionPool

  /// Connects, and brings the schema up to date.
  ///
  /// - Parameters:
  ///   - address: the database, which must be there.
  ///   - access: password, encryption and limits.
  ///   - mode: whether tables may be made in an empty one.
  /// - Returns: the open database.
  /// - Throws: `unreachable`, `cannotOpen` when access is denied or there is nothing to open,
  ///   `foreignDatabase`, `newerSchema`.
  public static func open(
    _ address: MySQLAddress, access: ServerAccess = ServerAccess(), mode: Mode
  ) async throws(StoreError) -> MySQLDatabase {
    let pool = ConnectionPool(to: address, access.patient)
    defer { pool.close() }
    let id = try await pool.run { link throws(StoreError) in
      try Attempts.run(on: link) { try MySQLSchema(mode).bringUpToDate($0, named: address.name) }
    }
    return MySQLDatabase(
      id: id, address: address, access: access, pool: ConnectionPool(to: address, access))
  }

  /// Lets go of all connections; whatever is asked afterwards fails.
  public func close() { pool.close() }
}

extension MySQLDatabase {
  /// Asks one question.
  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (MySQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer {
    try await pool.run { link throws(StoreError) in try Attempts.run(on: link, body) }
  }

  /// Asks several questions about one instant.
  func snapshot<Answer: Sendable>(
    _ body: @escaping @Sendable (MySQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer {
    try await read { try $0.snapshot(body) }
  }

  /// Changes the database, in one transaction.
  @discardableResult
  func write<Answer: Sendable>(
    _ body: @escaping @Sendable (MySQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer {
    try await read { try $0.transaction(body: body) }
  }
}
