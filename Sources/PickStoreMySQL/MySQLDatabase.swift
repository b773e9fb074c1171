public import PickStore

/// Every store on a MySQL-compatible server.
///
/// A write is one transaction, which is repeated as a whole when another one was faster
/// (docs/decisions/mysql.md).
public struct MySQLDatabase: Sendable {
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
    _ address: MySQLAddress, access: ServerAccess = ServerAccess(), mode: DatabaseMode
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

extension MySQLDatabase: SQLDatabase {
  package var isShared: Bool { true }

  /// Runs outside of a transaction.
  package func read<Answer: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer { try await run(body) }

  package func snapshot<Answer: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer { try await run { try $0.snapshot(body) } }

  package func write<Answer: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer { try await run { try $0.transaction(body: body) } }

  /// Runs on a connection of its own.
  package func readAll(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Void
  ) async throws {
    let lease = Lease(of: self)
    defer { lease.end() }
    let own: (any Error)? = try await lease.run { db in
      do {
        try db.snapshot(body)
      } catch  where !(error is MySQLFailure || error is UnknownOutcome) {
        return error
      }
      return nil
    }
    if let own { throw own }
  }

  /// Runs on a connection of its own; tried again when another large write was faster.
  package func writeAll<Answer: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer {
    var attemptsLeft = 3
    while true {
      let lease = Lease(of: self)
      defer { lease.end() }
      do throws(StoreError) {
        return try await lease.run { try $0.transaction(body: body) }
      } catch  where error == .busy && attemptsLeft > 0 {
        attemptsLeft -= 1
      }
    }
  }

  private func run<Answer: Sendable>(
    _ body: @escaping @Sendable (MySQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer {
    try await pool.run { link throws(StoreError) in try Attempts.run(on: link, body) }
  }

  /// Demo worlds are files; there is none on a server.
  public func isDemo() async throws(StoreError) -> Bool { false }
}

/// A connection of its own for one long operation.
///
/// Nothing is repeated and no lost connection is replaced: half a transaction cannot be continued.
private struct Lease {
  private let pool: ConnectionPool

  init(of database: MySQLDatabase) {
    pool = ConnectionPool(to: database.address, database.access.patient)
  }

  /// Runs `body` on the connection's thread.
  func run<Answer: Sendable>(
    _ body: @escaping @Sendable (MySQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer {
    try await pool.run { link throws(StoreError) in
      do {
        return try body(try link.connected())
      } catch let failure as MySQLFailure where failure.isDuplicateOfPrimaryKey {
        // Another long operation made the same row at the same moment.
        throw .busy
      } catch {
        throw StoreError(error)
      }
    }
  }

  /// Closes the connection; what was not committed is gone.
  func end() { pool.close() }
}
