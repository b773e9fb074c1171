import GRDB
import PickModel
import PickTestSupport
import Testing

@testable import PickCore
@testable import PickIdentity
@testable import PickStore
@testable import PickStoreSQLite

@Suite("Rows that no program of ours wrote")
struct StrangeRowTests {
  private static let values = [
    "NULL", "-9223372036854775808", "9223372036854775807", "x'00ff'", "'text'", "1.75e308",
  ]

  private func make(_ path: String) async throws {
    let database = try SQLiteDatabase.open(
      path: path, mode: .createIfMissing(DatabaseID("sample")))
    _ = try await database.store(StoreSample.batch) { _, _ in }
    try await database.append([StoreSample.event()])
    _ = try await database.recordFailedSignIn(number: "1001", at: StoreSample.now)
    try await database.setThumb(
      .up, title: Title.ID(1), viewer: Viewer.ID(101), at: StoreSample.now)
    try await database.setOnMyList(
      true, title: Title.ID(1), viewer: Viewer.ID(101), at: StoreSample.now)
    try database.close()
  }

  /// Writes past the rules of the schema, as a flipped bit does, and puts the schema back.
  private func damage(_ path: String, _ table: String, _ sql: String) throws {
    let kept = try rewrite(path) { db in
      let kept = try String.fetchOne(
        db, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [table])
      try db.execute(
        sql: """
          UPDATE sqlite_schema SET sql =
            replace(replace(replace(sql, ' STRICT', ''), ') , ', ') '), 'NOT NULL', '')
          WHERE name = ?
          """, arguments: [table])
      return kept
    }
    // Without STRICT a table that also said WITHOUT ROWID is left with a comma.
    _ = try rewrite(path) { db in
      try db.execute(
        sql: "UPDATE sqlite_schema SET sql = replace(sql, '), WITHOUT', ') WITHOUT')")
      return nil
    }
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let careless = try DatabaseQueue(path: path, configuration: configuration)
    try careless.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      try db.execute(sql: sql)
    }
    try careless.close()
    _ = try rewrite(path) { db in
      try db.execute(
        sql: "UPDATE sqlite_schema SET sql = ? WHERE name = ?", arguments: [kept, table])
      return nil
    }
  }

  private func rewrite(_ path: String, _ body: (Database) throws -> String?) throws -> String? {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA writable_schema = ON")
      let answer = try body(db)
      try db.execute(sql: "PRAGMA writable_schema = RESET")
      return answer
    }
  }

  @Test("an account whose flag is NULL is corrupt, the others are not, and no value is told")
  func oneBadAccount() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      try await make(path)
      try damage(path, "account", "UPDATE account SET is_disabled = NULL WHERE id = 201")
      let database = try SQLiteDatabase.open(path: path, mode: .existing)
      await #expect(throws: StoreError.corrupt(reason: "account.is_disabled")) {
        _ = try await database.account(number: "1001")
      }
      #expect(try await database.account(number: "1002")?.account.id == Account.ID(202))
      try database.close()
    }
  }

  @Test("a check names table, row and column of what is out of range")
  func named() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      try await make(path)
      #expect(try DatabaseAdmin(path: path).check().isSound)
      for (table, column) in [
        ("watch_event", "started_at"), ("watch_event", "watched_seconds"),
        ("failed_sign_in", "last_at"), ("asset", "running_seconds"),
      ] {
        try damage(path, table, "UPDATE \(table) SET \(column) = 9223372036854775807")
        let found = try DatabaseAdmin(path: path).check().problems
        #expect(
          found.contains {
            if case .strangeValue(table, _, column) = $0 { true } else { false }
          }, "\(table).\(column): \(found)")
      }
    }
  }

  @Test("whatever a column holds, what is read from it is an answer or an error of the store")
  func nothingTraps() async throws {
    for (table, column) in [
      ("account", "number"), ("account", "is_disabled"), ("account", "token_epoch"),
      ("account", "password_hash"), ("failed_sign_in", "count"), ("failed_sign_in", "last_at"),
      ("thumb", "is_up"), ("my_list", "at"), ("watch_event", "started_at"),
      ("watch_event", "watched_seconds"), ("watch_event", "end_position"),
      ("asset", "running_seconds"), ("asset", "number"), ("title", "year"),
      ("title", "added_at"), ("title", "age_rating"), ("title", "kind"),
    ] {
      try await TemporaryDirectory.with { directory in
        for (index, value) in Self.values.enumerated() {
          let path = directory.file("\(index).sqlite")
          try await make(path)
          try damage(path, table, "UPDATE OR IGNORE \(table) SET \(column) = \(value)")
          try await read(path)
        }
      }
    }
  }

  private func read(_ path: String) async throws {
    let database = try SQLiteDatabase.open(path: path, mode: .existing)
    let viewer = Viewer.ID(101)
    let end = Instant(millisecondsSince1970: .max)
    await answers { _ = try await database.account(number: "1001") }
    await answers { _ = try await database.account(of: viewer) }
    await answers {
      let failures = try await database.failedSignIns(number: "1001")
      _ = SignInThrottle().retryAfterSeconds(failures, at: StoreSample.now)
    }
    await answers {
      _ = try await database.recordFailedSignIn(number: "1001", at: StoreSample.now)
    }
    await answers { _ = try await database.choices(of: viewer) }
    await answers { _ = try await database.titles() }
    await answers { _ = try await database.assets(of: [Title.ID(1), Title.ID(2)]) }
    await answers { _ = try await database.details(of: Title.ID(1)) }
    await answers {
      for event in try await database.history(of: viewer, before: end) {
        _ = SeoulTime(event.startedAt)
      }
    }
    await answers { _ = try DatabaseAdmin(path: path).check() }
    try database.close()
  }

  private func answers(_ question: () async throws -> Void) async {
    do { try await question() } catch {
      #expect(error is StoreError, "\(error)")
    }
  }

  @Test("pages are made of whatever numbers a history holds, or fail as a store does")
  func pages() async throws {
    for (table, column) in [
      ("watch_event", "started_at"), ("watch_event", "watched_seconds"),
      ("watch_event", "end_position"), ("asset", "running_seconds"),
    ] {
      for value in ["-9223372036854775808", "9223372036854775807"] {
        try await TemporaryDirectory.with { directory in
          let path = directory.file("pick.sqlite")
          try await make(path)
          let database = try SQLiteDatabase.open(path: path, mode: .existing)
          try await database.append([
            StoreSample.event(2, at: StoreSample.now.advanced(bySeconds: -60))
          ])
          try database.close()
          try damage(path, table, "UPDATE \(table) SET \(column) = \(value)")
          try await open(path)
        }
      }
    }
  }

  private func open(_ path: String) async throws {
    let database = try SQLiteDatabase.open(path: path, mode: .existing)
    let engine = Engine(
      stores: Engine.Stores(catalog: database, watches: database, choices: database))
    let viewer = Viewer.ID(101)
    for now in [StoreSample.now, Instant(millisecondsSince1970: .max)] {
      await answers { _ = try await engine.home(of: viewer, now: now) }
      await answers { _ = try await engine.ownPage(of: viewer, now: now) }
      await answers { _ = try await engine.title(Title.ID(1), of: viewer, now: now) }
    }
    try database.close()
  }
}
