import Foundation
import GRDB
import PickModel
import PickTestSupport
import Testing

@testable import PickStore
@testable import PickStoreSQLite

@Suite("DatabaseSchema")
struct DatabaseSchemaTests {
  /// A database as the program of three steps ago left it.
  private func makeOlder(_ path: String) async throws {
    let connections = try Connections.open(file: path)
    var migrator = DatabaseMigrator()
    let first = try #require(DatabaseSchema(naming: DatabaseID("old")).migrations.first)
    migrator.registerMigration(first.name) { try DatabaseSchema.take(first, $0) }
    try migrator.migrate(connections.writer)
    try await connections.writer.write { db in
      try db.execute(
        sql: "INSERT INTO genre (id, name, english) VALUES (1, '드라마', 'Drama')")
    }
    try connections.close()
  }

  @Test("an older database is copied, then migrated, and keeps its rows and name")
  func migration() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      try await makeOlder(path)
      let database = try SQLiteDatabase.open(path: path, mode: .existing)
      #expect(database.id == DatabaseID("old"))
      #expect(try await database.account(number: "1") == nil)
      #expect(try await database.read { try $0.integer("SELECT id FROM genre") } == 1)
      try database.close()

      let copy = path + ".before-002-accounts"
      #expect(try directory.names() == ["pick.sqlite", "pick.sqlite.before-002-accounts"])
      let report = try DatabaseAdmin(path: copy).check()
      #expect(report.migrations == ["001-catalog"])
      let missing = [
        "002-accounts", "003-watching", "004-choices", "005-server", "006-shares", "007-last-event",
        "008-ledger", "009-set-aside", "010-notes", "011-shelves",
        "012-withdrawn", "013-title-copy",
      ]
      #expect(report.problems == [.olderSchema(missing: missing)] && report.isSound)
      #expect(report.rows.contains { $0.table == "genre" && $0.count == 1 })
      let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
  }

  @Test("programs that open an older database at once keep one copy, of what was before any step")
  func migrationByMany() async throws {
    for _ in 1...5 {
      try await TemporaryDirectory.with { directory in
        let path = directory.file("pick.sqlite")
        try await makeOlder(path)
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 1...4 {
            group.addTask { try SQLiteDatabase.open(path: path, mode: .existing).close() }
          }
          try await group.waitForAll()
        }
        // SQLite may have left its log beside the file.
        let copies = try directory.names().filter {
          $0.contains("before") || $0.contains("partial")
        }
        #expect(copies == ["pick.sqlite.before-002-accounts"])
        let copy = try DatabaseAdmin(path: path + ".before-002-accounts").check()
        #expect(copy.migrations == ["001-catalog"] && copy.isSound)
        let migrated = try DatabaseAdmin(path: path).check()
        #expect(migrated.problems.isEmpty)
      }
    }
  }

  @Test("nothing is copied of a database that another program brought up to date meanwhile")
  func migratedMeanwhile() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      try await makeOlder(path)
      let connections = try Connections.open(file: path)
      let copy = directory.file("copy")
      try DatabaseCopy.write(connections.reader, to: copy, if: { _ in false })
      #expect(try directory.names().filter { $0.hasPrefix("copy") }.isEmpty)
      try DatabaseCopy.write(connections.reader, to: copy)
      #expect(try DatabaseAdmin(path: copy).check().isSound)
      try connections.close()
    }
  }

  @Test("a backup from before some steps is restored without a copy of the copy")
  func olderBackup() async throws {
    try await TemporaryDirectory.with { directory in
      let backup = directory.file("backup.sqlite")
      try await makeOlder(backup)
      let path = directory.file("pick.sqlite")
      #expect(
        try DatabaseAdmin(path: path).restore(from: backup, at: Instant(secondsSince1970: 0)) == nil
      )
      #expect(try !directory.names().contains { $0.contains("before") })
      #expect(try DatabaseAdmin(path: path).check().problems.isEmpty)
      #expect(try DatabaseAdmin(path: backup).check().migrations == ["001-catalog"])
    }
  }

  @Test("opening a current database copies nothing")
  func current() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      for _ in 0..<2 {
        try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random())).close()
      }
      #expect(try directory.names() == ["pick.sqlite"])
    }
  }

  @Test("an older database is not migrated by who only reads")
  func readOnly() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      try await makeOlder(path)
      #expect(throws: StoreError.readOnly) {
        try SQLiteDatabase.open(readOnly: path)
      }
    }
  }

  @Test("a newer schema is refused by name and left alone")
  func newer() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let database = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
      try await database.write { db in
        _ = try db.run("INSERT INTO grdb_migrations (identifier) VALUES ('900-profiles')")
      }
      try database.close()
      let refusal = StoreError.newerSchema(found: "900-profiles", known: "013-title-copy")
      #expect(throws: refusal) { try SQLiteDatabase.open(path: path, mode: .existing) }
      #expect(try directory.names() == ["pick.sqlite"])
      #expect(throws: refusal) { try DatabaseAdmin(path: path).check() }
    }
  }

  @Test("several programs may open a new database at once")
  func together() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let ids = try await withThrowingTaskGroup(of: DatabaseID.self) { group in
        for _ in 0..<6 {
          group.addTask {
            try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random())).id
          }
        }
        return try await group.reduce(into: Set<DatabaseID>()) { $0.insert($1) }
      }
      #expect(ids.count == 1)
    }
  }

  @Test("the start of a migration's name is its place")
  func names() {
    let names = DatabaseSchema(naming: .random()).migrations.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
  }

  @Test("the tables use keys only, so that equal input is an equal file")
  func noHiddenRowIDs() async throws {
    let database = try SQLiteDatabase.inMemory()
    let schema = try await database.read { db in
      try db.all(
        "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'grdb%'"
      ) { $0.text(0) }
    }
    for table in schema {
      #expect(table.contains("STRICT"), "\(table)")
      #expect(
        table.contains("WITHOUT ROWID") || table.contains("INTEGER PRIMARY KEY"), "\(table)")
    }
  }
}
