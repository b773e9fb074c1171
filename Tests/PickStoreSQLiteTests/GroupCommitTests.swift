import GRDB
import PickModel
import PickTestSupport
import Synchronization
import Testing

@testable import PickStore
@testable import PickStoreSQLite

@Suite("writes that wait at the same time")
struct GroupCommitTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  private func database(readers: Int = 1) throws -> SQLiteDatabase {
    try SQLiteDatabase.open(
      path: scratch.file("pick.sqlite"), mode: .createIfMissing(.random()), readers: readers)
  }

  /// Holds the writer until `count` writes wait behind it, then lets them go.
  private func together(
    _ count: Int, on database: SQLiteDatabase,
    _ write: @escaping @Sendable (Int) async -> Bool
  ) async -> [Bool] {
    let gate = Gate()
    database.connections.writer.asyncWriteWithoutTransaction { _ in gate.wait() }
    return await withTaskGroup { group in
      for number in 0..<count {
        group.addTask {
          gate.arrive(opensAt: count)
          return await write(number)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test("all of them are there afterwards, once")
  func allCommitted() async throws {
    let database = try database()
    let done = await together(40, on: database) { number in
      await Self.addViewer(number, database)
    }
    #expect(done.allSatisfy { $0 })
    #expect(try await Self.count(database) == 40)
  }

  @Test("one that fails takes back only itself")
  func oneFails() async throws {
    let database = try database()
    #expect(await Self.addViewer(7, database))
    let done = await together(20, on: database) { number in
      await Self.addViewer(number, database)
    }
    #expect(done.filter { !$0 }.count == 1)
    #expect(try await Self.count(database) == 20)
  }

  @Test("when the whole group is taken back, each is tried by itself")
  func groupTakenBack() async throws {
    let database = try database()
    let done = await together(10, on: database) { number in
      guard number == 3 else { return await Self.addViewer(number, database) }
      return await Self.succeeds {
        try await database.write { db in
          // What SQLite does by itself when the disk is full.
          try db.command("ROLLBACK")
          throw StoreError.full
        }
      }
    }
    #expect(done.filter { !$0 }.count == 1)
    #expect(try await Self.count(database) == 9)
  }

  @Test("many readers answer side by side, and see what was acknowledged")
  func manyReaders() async throws {
    let database = try database(readers: 4)
    let gate = Gate()
    // Four reads that wait for each other: with fewer connections the last would never begin.
    try await withThrowingTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          try await database.read { _ in
            gate.arrive(opensAt: 4)
            gate.wait()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(await Self.addViewer(1, database))
    #expect(try await Self.count(database) == 1)
  }

  private static func addViewer(_ number: Int, _ database: SQLiteDatabase) async -> Bool {
    await succeeds {
      try await database.write { db in
        _ = try db.run("INSERT INTO viewer (id) VALUES (?)", [number + 1])
      }
    }
  }

  private static func succeeds(_ work: () async throws -> Void) async -> Bool {
    do { try await work() } catch { return false }
    return true
  }

  private static func count(_ database: SQLiteDatabase) async throws -> Int {
    try await database.read { Int(try $0.integer("SELECT count(*) FROM viewer") ?? 0) }
  }
}

/// Blocks a thread until enough others arrived.
private final class Gate: Sendable {
  private let arrived = Mutex(0)
  private let isOpen = Atomic(false)

  func arrive(opensAt count: Int) {
    let total = arrived.withLock { arrived in
      arrived += 1
      return arrived
    }
    if total == count { isOpen.store(true, ordering: .releasing) }
  }

  func wait() {
    while !isOpen.load(ordering: .acquiring) {}
  }
}
