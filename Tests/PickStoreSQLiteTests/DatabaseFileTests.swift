import Foundation
import GRDB
import PickStore
import PickStoreSQLite
import PickTestSupport
import Testing

@Suite("SQLiteDatabase: opening")
struct DatabaseFileTests {
  @Test("a new file is its owner's only, in a directory that is too")
  func modes() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("data/pick/pick.sqlite")
      let database = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
      for (name, mode) in [
        (path, 0o600), (path + "-wal", 0o600), (path + "-shm", 0o600),
        (directory.file("data/pick"), 0o700), (directory.file("data"), 0o700),
      ] {
        #expect(try permissions(of: name) == mode, "\(name)")
      }
      try database.close()
    }
  }

  @Test("a database keeps the name it was made with")
  func identity() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let id = DatabaseID("0123")
      let first = try SQLiteDatabase.open(path: path, mode: .createIfMissing(id))
      let second = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
      let third = try SQLiteDatabase.open(readOnly: path)
      #expect([first.id, second.id, third.id] == [id, id, id])
      #expect(DatabaseID.random() != DatabaseID.random())
    }
  }

  @Test("no file is made where one must be", arguments: [true, false])
  func missing(mayWrite: Bool) async throws {
    try await TemporaryDirectory.with { directory async throws in
      let error = #expect(throws: StoreError.self) {
        let path = directory.file("none.sqlite")
        _ =
          try mayWrite
          ? SQLiteDatabase.open(path: path, mode: .existing) : SQLiteDatabase.open(readOnly: path)
      }
      guard case .cannotOpen = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(try directory.names().isEmpty)
    }
  }

  @Test("an empty file is taken, one of another program is not touched")
  func foreign() async throws {
    try await TemporaryDirectory.with { directory in
      let empty = directory.file("empty.sqlite")
      try Data().write(to: URL(filePath: empty))
      try SQLiteDatabase.open(path: empty, mode: .existing).close()

      let foreign = directory.file("foreign.sqlite")
      let other = try DatabaseQueue(path: foreign)
      try await other.write { try $0.execute(sql: "CREATE TABLE theirs (id INTEGER)") }
      try other.close()
      let before = try Data(contentsOf: URL(filePath: foreign))
      #expect(throws: StoreError.foreignDatabase) {
        try SQLiteDatabase.open(path: foreign, mode: .existing)
      }
      #expect(try Data(contentsOf: URL(filePath: foreign)) == before)
    }
  }

  @Test("a file that is no database is corrupt")
  func garbage() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      try Data(repeating: 0x41, count: 8192).write(to: URL(filePath: path))
      let error = #expect(throws: StoreError.self) {
        try SQLiteDatabase.open(path: path, mode: .existing)
      }
      guard case .corrupt = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test("what is read only cannot be written, and says so")
  func readOnly() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let writable = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
      _ = try await writable.store(StoreSample.batch) { _, _ in }
      let database = try SQLiteDatabase.open(readOnly: path)
      #expect(try await database.titles().count == 2)
      await #expect(throws: StoreError.readOnly) {
        try await database.append([StoreSample.event()])
      }
    }
  }

  @Test("a closed database answers nothing")
  func closed() async throws {
    let database = try await StoreSample.database()
    try database.close()
    await #expect(throws: StoreError.self) { try await database.titles() }
  }

  @Test("a demo world is declared before anything is in it, and stays one")
  func demo() async throws {
    let facts = DemoFacts(seed: .max, until: StoreSample.now)
    let database = try SQLiteDatabase.inMemory()
    #expect(try await database.demo() == nil)
    try await database.setDemo(facts)
    _ = try await database.store(StoreSample.batch) { _, _ in }
    try await database.setDemo(facts)
    #expect(try await database.demo() == facts)
    #expect(try await database.isDemo())
    let real = try await StoreSample.database()
    await #expect(throws: StoreError.constraint(table: "meta")) { try await real.setDemo(facts) }
    #expect(try await !real.isDemo())
  }

  private func permissions(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
