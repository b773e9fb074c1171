import Foundation
import GRDB
import PickModel
import PickTestSupport
import Testing

@testable import PickDemo
@testable import PickIdentity
@testable import PickStore
@testable import PickStoreSQLite
@testable import PickSystem

@Suite("Creating a demo world") struct CreateDemoWorldTests {
  private let recipe = DemoRecipe(viewers: 30, titles: 130, days: 20, until: DemoFixture.until)
  private let creation = CreateDemoWorld { (password, salt) throws(PasswordHashError) in
    "hash of \(password) with \(Hexadecimal.encode(salt))"
  }

  @Test("the database is a demo world with everything in it")
  func everything() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("demo.sqlite")
    let count = try await creation.run(recipe, at: path)
    let database = try SQLiteDatabase.open(path: path, mode: .existing)
    let world = try DemoWorld(recipe)
    #expect(count.titles == 130 && count.viewers == 30)
    #expect(count.assets == world.batch.assets.reduce(0) { $0 + $1.names.count })
    #expect(count.events == world.batch.events.count + world.batch.detailViews.count)
    #expect(
      try await database.demo() == DemoFacts(seed: 7, until: DemoFixture.until.startOfDay))
    let choices = try await database.choices(of: DemoAccounts.viewer.viewer)
    #expect(choices.myList.count == 6 && choices.thumbs.count == 3)
    for account in DemoAccounts.all {
      let stored = try await database.account(number: account.number)
      #expect(stored?.passwordHash?.hasPrefix("hash of pick-demo") == true)
    }
    let other = try await database.account(number: "2000000004")
    #expect(other != nil && other?.passwordHash == nil)
    try database.close()
  }

  @Test("the same seed and date give the same dump, byte for byte")
  func sameDump() async throws {
    let scratch = try ScratchDirectory()
    let paths = [scratch.file("a.sqlite"), scratch.file("b.sqlite")]
    for path in paths { _ = try await creation.run(recipe, at: path) }
    let dumps = try paths.map(Self.dump)
    #expect(dumps[0].count > 1000 && dumps[0] == dumps[1])
  }

  @Test("worlds of different recipes are different databases")
  func names() async throws {
    let scratch = try ScratchDirectory()
    var others = [DemoRecipe](repeating: recipe, count: 6)
    others[1].seed = 8
    others[2].viewers = 31
    others[3].titles = 131
    others[4].days = 21
    others[5].until = SeoulTime(recipe.until.startOfDay.advanced(bySeconds: 86_400))
    var names: Set<DatabaseID> = []
    for (index, recipe) in others.enumerated() {
      let path = scratch.file("\(index).sqlite")
      _ = try await creation.run(recipe, at: path)
      let database = try SQLiteDatabase.open(readOnly: path)
      names.insert(database.id)
      try database.close()
    }
    #expect(names.count == others.count)
  }

  @Test("an older demo world is replaced and nothing is left beside it")
  func replaced() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("demo.sqlite")
    _ = try await creation.run(recipe, at: path)
    var other = recipe
    other.seed = 8
    _ = try await creation.run(other, at: path)
    #expect(scratch.entries == ["demo.sqlite"])
    let database = try SQLiteDatabase.open(readOnly: path)
    #expect(try await database.demo()?.seed == 8)
    try database.close()
  }

  @Test("a database with real data is refused and left as it is")
  func real() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("pick.sqlite")
    try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random())).close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    await #expect(throws: DemoError.notADemo(path: path)) {
      try await creation.run(recipe, at: path)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(scratch.entries == ["pick.sqlite"])
  }

  @Test("a file that is no database is refused and left as it is")
  func foreign() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("notes.txt")
    try Data("not a database, just notes".utf8).write(to: URL(fileURLWithPath: path))
    await #expect(throws: DemoError.notADemo(path: path)) {
      try await creation.run(recipe, at: path)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "not a database, just notes")
  }

  @Test("a demo world that is open elsewhere is left alone")
  func inUse() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("demo.sqlite")
    _ = try await creation.run(recipe, at: path)
    let open = try SQLiteDatabase.open(path: path, mode: .existing)
    _ = try await open.demo()
    await #expect(throws: DemoError.inUse(path: path)) { try await creation.run(recipe, at: path) }
    try open.close()
  }

  @Test("what a killed creation left behind is removed, a running one's is not")
  func leftovers() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("demo.sqlite")
    // No process has a number this high; process 1 always runs.
    let names = ["demo.sqlite.making-99999999", "demo.sqlite.making-99999999-wal"]
    for name in names + ["demo.sqlite.making-1"] {
      try Data("half".utf8).write(to: URL(fileURLWithPath: scratch.file(name)))
    }
    _ = try await creation.run(recipe, at: path)
    #expect(scratch.entries == ["demo.sqlite", "demo.sqlite.making-1"])
  }

  @Test("a creation that fails leaves nothing")
  func failed() async throws {
    let scratch = try ScratchDirectory()
    let failing = CreateDemoWorld { (_, _) throws(PasswordHashError) in throw .outOfMemory }
    await #expect(throws: DemoError.password(.outOfMemory)) {
      try await failing.run(recipe, at: scratch.file("demo.sqlite"))
    }
    #expect(scratch.entries.isEmpty)
  }

  private static func dump(_ path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { db in
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      return try tables.flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map { "\(table) \($0)" }
      }
    }
  }
}

extension ScratchDirectory {
  /// Names of what is in it, sorted.
  var entries: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
