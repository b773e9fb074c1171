package import PickStore

/// Commands of an administrator on a server, outside of any store; for tests and the cluster check.
package struct MySQLAdministration: Sendable {
  private let address: MySQLAddress
  private let access: ServerAccess

  /// Administers the server of `address`, connected to the database named there.
  package init(_ address: MySQLAddress, _ access: ServerAccess = ServerAccess()) {
    self.address = address
    self.access = access
  }

  /// Runs commands one after the other on one connection.
  package func run(_ commands: [String]) async throws(StoreError) {
    let pool = ConnectionPool(to: address, access.patient)
    defer { pool.close() }
    try await pool.run { link throws(StoreError) in
      try Attempts.run(on: link) { db in
        for command in commands { try db.command(command) }
      }
    }
  }

  /// The first column of the first row of a question; `nil` when there is none.
  package func integer(_ question: String) async throws(StoreError) -> Int64? {
    let pool = ConnectionPool(to: address, access.patient)
    defer { pool.close() }
    return try await pool.run { link throws(StoreError) in
      try Attempts.run(on: link) { try $0.integer(question) }
    }
  }
}
