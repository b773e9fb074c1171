import GRDB
import Glibc
import PickModel
import PickTestSupport
import Synchronization
import Testing

@testable import PickStore
@testable import PickStoreSQLite

@Suite("SQLiteDatabase: two at a time")
struct DatabaseLockingTests {
  private let now = StoreSample.now

  /// Two connections to one file, as two terminals have.
  private func withTwo(
    _ body: (SQLiteDatabase, SQLiteDatabase) async throws -> Void
  ) async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let one = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
      _ = try await one.store(StoreSample.batch) { _, _ in }
      let other = try SQLiteDatabase.open(path: path, mode: .existing)
      try await body(one, other)
      try one.close()
      try other.close()
    }
  }

  @Test("a question to a reader that has nothing else to do is answered on the asking thread")
  func answersHere() async throws {
    try await withTwo { one, _ in
      let threads = try await Self.threads(of: one)
      #expect(threads.asking == threads.answering)
    }
  }

  private static func threads(
    of database: SQLiteDatabase
  ) async throws -> (asking: UInt, answering: UInt) {
    let asking = current
    return (asking, try await database.read { _ in Self.current })
  }

  private static var current: UInt { UInt(pthread_self()) }

  @Test("questions at the same time are all answered")
  func manyAtOnce() async throws {
    try await withTwo { one, _ in
      let found = try await withThrowingTaskGroup(of: Int64?.self) { group in
        for number in 0..<200 {
          group.addTask { try await one.read { try $0.integer("SELECT \(number)") } }
        }
        return try await group.reduce(into: Set<Int64>()) { $0.formUnion([$1 ?? -1]) }
      }
      #expect(found == Set(0..<200))
    }
  }

  @Test("of a hundred refreshes of one token exactly one wins")
  func oneWinner() async throws {
    try await withTwo { one, other in
      let sample = SessionSample()
      try await sample.begin("here", in: one)
      let results = try await withThrowingTaskGroup(of: RotationResult.self) { group in
        for index in 0..<100 {
          group.addTask {
            try await (index % 2 == 0 ? one : other).rotate(
              presented: SessionSample.hash(UInt8(ascii: "h")),
              successor: sample.token(UInt8(100 + index)), at: sample.now)
          }
        }
        return try await group.reduce(into: [RotationResult]()) { $0.append($1) }
      }
      let winners = results.filter { if case .rotated = $0 { true } else { false } }
      let losers = results.filter { if case .replaced = $0 { true } else { false } }
      #expect(winners.count == 1)
      #expect(losers.count == 99)
      let children = try await one.read {
        try $0.integer("SELECT count(*) FROM refresh_token WHERE parent IS NOT NULL")
      }
      #expect(children == 1)
    }
  }

  @Test("the same successor is given to everybody who asks for it")
  func sameSuccessor() async throws {
    try await withTwo { one, other in
      let sample = SessionSample()
      try await sample.begin("here", in: one)
      let refused = try await withThrowingTaskGroup(of: RotationResult.self) { group in
        for index in 0..<20 {
          group.addTask {
            try await (index % 2 == 0 ? one : other).rotate(
              presented: SessionSample.hash(UInt8(ascii: "h")), successor: sample.token(1),
              at: sample.now)
          }
        }
        return try await group.reduce(into: 0) { count, result in
          switch result {
          case .rotated, .alreadyRotated: break
          default: count += 1
          }
        }
      }
      #expect(refused == 0)
    }
  }

  @Test("events of two writers are all stored, each once, and popularity agrees")
  func twoWriters() async throws {
    try await withTwo { one, other in
      let events = (0..<60).map { StoreSample.event(UInt64($0), seconds: 6_000) }
      let new = try await withThrowingTaskGroup(of: Int.self) { group in
        for event in events {
          group.addTask { try await one.append([event]) }
          group.addTask { try await other.append([event]) }
        }
        return try await group.reduce(0, +)
      }
      #expect(new == 60)
      let viewer = Viewer.ID(101)
      let stored = try await other.history(of: viewer, before: now.advanced(bySeconds: 1))
      #expect(stored.count == 60)
      let single = try await StoreSample.database()
      try await single.append(events)
      let expected = try #require(try await single.popularTitles(in: .all, count: 1).first)
      let found = try #require(try await one.popularTitles(in: .all, count: 1).first)
      #expect(abs(found.weight / expected.weight - 1) < 1e-9)
    }
  }

  @Test("a reader sees what was committed, and is not held up by a writer")
  func readers() async throws {
    try await withTwo { one, other in
      try await one.append([StoreSample.event(1)])
      let reading = Mutex<Int?>(nil)
      // The batch is read while the other connection is inside a transaction.
      try one.writeNow { db in
        try db.execute(sql: "DELETE FROM watch_event")
        let count = try other.readNow {
          try Int.fetchOne($0, sql: "SELECT count(*) FROM watch_event")
        }
        reading.withLock { $0 = count }
      }
      #expect(reading.withLock { $0 } == 1)
    }
  }

  @Test("who waits longer than the timeout for the lock is told so")
  func busy() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let database = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
      var configuration = Configuration()
      configuration.busyMode = .immediateError
      let impatient = try DatabaseQueue(path: path, configuration: configuration)
      let error = try database.writeNow { _ in
        #expect(throws: DatabaseError.self) { try impatient.write { _ in } }
      }
      #expect(try StoreError(#require(error)) == .busy)
    }
  }
}
