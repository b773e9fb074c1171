import Foundation
import PickModel
import PickStore
import PickStoreSQLite
import PickTestRunning
import PickTestSupport
import Testing

@Suite("SQLiteDatabase: kill -9", .fewAtOnce)
struct StoreCrashTests {
  private let now = StoreSample.now
  private let viewer = Viewer.ID(101)
  private var end: Instant { now.advanced(bySeconds: 1_000_000) }

  /// How often the writer is killed; the long run asks for 200.
  private var points: Int {
    ProcessInfo.processInfo.environment["PICK_CRASH_POINTS"].flatMap { Int($0) } ?? 20
  }

  @Test("what was acknowledged is stored once, wherever the writer was killed")
  func killed() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let made = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
      _ = try await made.store(StoreSample.batch) { _, _ in }
      try made.close()
      var generator = SplitMix64(seed: 1)
      var acknowledged: [Int] = []
      for _ in 0..<points {
        let next = (acknowledged.last ?? -1) + 1
        let writer = try CrashWriter(
          path: path, firstNumber: next, seconds: now.secondsSince1970)
        acknowledged += writer.kill(
          afterAcknowledging: Int.random(in: 0...8, using: &generator),
          microseconds: UInt64.random(in: 0...20_000, using: &generator))
        try await verify(path, acknowledged)
      }
      #expect(acknowledged.count > points)
      #expect(acknowledged == Array(0..<acknowledged.count))
    }
  }

  /// Only the write that was under way may be there or not.
  private func verify(_ path: String, _ acknowledged: [Int]) async throws {
    #expect(try DatabaseAdmin(path: path).check().isSound)
    let database = try SQLiteDatabase.open(path: path, mode: .existing)
    let numbers = try await database.history(of: viewer, before: end).map { event in
      Int(event.startedAt.secondsSince1970 - now.secondsSince1970)
    }
    #expect(numbers.starts(with: acknowledged))
    #expect(numbers.count - acknowledged.count <= 1)
    try await database.settleCheckpoints(of: viewer, takenBefore: end)
    try await verifyPopularity(database)
    try database.close()
  }

  /// The cells are those of exactly the stored events.
  private func verifyPopularity(_ database: SQLiteDatabase) async throws {
    let recounted = try await StoreSample.database()
    try await recounted.append(try await database.history(of: viewer, before: end))
    let expected = try await recounted.popularTitles(in: .all, count: 1)
    let found = try await database.popularTitles(in: .all, count: 1)
    #expect(found.map(\.title) == expected.map(\.title))
    for (found, expected) in zip(found, expected) {
      #expect(abs(found.weight / expected.weight - 1) < 1e-9)
    }
  }
}
