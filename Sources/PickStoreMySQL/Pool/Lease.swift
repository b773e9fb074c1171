import PickCore

/// A connection of its own for one long operation.
///
/// Nothing is repeated and no lost connection is replaced: half a transaction cannot be continued.
struct Lease {
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
