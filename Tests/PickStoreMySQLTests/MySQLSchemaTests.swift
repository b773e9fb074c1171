import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickStoreMySQL

@Suite("MySQLSchema", .needs(.mariaDB), .fewAtOnce)
struct MySQLSchemaTests {
  private let access = MariaDBServer.patientAccess

  private func withDatabase(_ body: (MySQLAddress) async throws -> Void) async throws {
    try await MariaDBServer.shared?.withDatabase(body)
  }

  private func open(
    _ address: MySQLAddress, _ mode: DatabaseMode = .createIfMissing(.random())
  ) async throws(StoreError) -> DatabaseID {
    let database = try await MySQLDatabase.open(address, access: access, mode: mode)
    database.close()
    return database.id
  }

  private func run(_ address: MySQLAddress, _ commands: String...) async throws {
    try await MySQLAdministration(address, access).run(commands)
  }

  @Test("an empty database gets the tables and a name, which it keeps")
  func making() async throws {
    try await withDatabase { address in
      let made = try await open(address)
      #expect(try await open(address) == made)
      #expect(try await open(address, .existing) == made)
    }
  }

  @Test("many that open an empty database at once get the same name")
  func together() async throws {
    try await withDatabase { address in
      let names = try await withThrowingTaskGroup(of: DatabaseID.self) { group in
        for _ in 0..<6 { group.addTask { try await open(address) } }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(names.count == 1)
    }
  }

  @Test("an empty database is refused where one has to be there")
  func empty() async throws {
    try await withDatabase { address in
      let error = StoreError.cannotOpen(reason: "there is nothing of Pick in \(address.name) yet")
      await #expect(throws: error) { _ = try await open(address, .existing) }
    }
  }

  @Test("another program's database is left alone")
  func foreign() async throws {
    try await withDatabase { address in
      try await run(address, "CREATE TABLE auth_user (id INT)")
      await #expect(throws: StoreError.foreignDatabase) { _ = try await open(address) }
    }
  }

  @Test("a column nothing reads goes with its step, also where an interrupted one took it before")
  func droppedColumn() async throws {
    try await withDatabase { address in
      _ = try await open(address)
      let again = "DELETE FROM pick_migration WHERE name = '007-last-event'"
      let column = "ALTER TABLE viewer ADD COLUMN last_event_start BIGINT NULL"
      try await run(address, column, again)
      _ = try await open(address)
      // Making the column succeeds, so it was gone.
      try await run(address, column)
      try await run(address, "ALTER TABLE viewer DROP COLUMN last_event_start", again)
      _ = try await open(address)
      try await run(address, column)
    }
  }

  @Test("a newer schema is refused by name")
  func newer() async throws {
    try await withDatabase { address in
      _ = try await open(address)
      try await run(address, "INSERT INTO pick_migration (name) VALUES ('999-later')")
      await #expect(throws: StoreError.newerSchema(found: "999-later", known: "013-title-copy")) {
        _ = try await open(address)
      }
    }
  }

  @Test("a step that was interrupted is taken again")
  func interrupted() async throws {
    try await withDatabase { address in
      let made = try await open(address)
      try await run(
        address, "DELETE FROM pick_migration WHERE name >= '002'", "DROP TABLE device_sign_in",
        "ALTER TABLE account DROP COLUMN token_epoch")
      #expect(try await open(address) == made)
      let columns = try await MySQLAdministration(address, access).integer(
        """
        SELECT count(*) FROM information_schema.columns
        WHERE table_schema = DATABASE() AND column_name IN ('token_epoch', 'device_code')
        """)
      #expect(columns == 2)
    }
  }
}
