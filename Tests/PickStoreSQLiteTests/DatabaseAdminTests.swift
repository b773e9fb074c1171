import Foundation
import GRDB
import PickModel
import PickTestSupport
import Synchronization
import Testing

@testable import PickStore
@testable import PickStoreSQLite

@Suite("DatabaseAdmin")
struct DatabaseAdminTests {
  private let now = StoreSample.now

  private func makeSample(_ path: String) async throws -> SQLiteDatabase {
    let database = try SQLiteDatabase.open(
      path: path, mode: .createIfMissing(DatabaseID("sample")))
    _ = try await database.store(StoreSample.batch) { _, _ in }
    try await database.append([StoreSample.event()])
    return database
  }

  @Test("a sound database is reported with its tables")
  func sound() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let database = try await makeSample(path)
      let steps = Mutex<[Int]>([])
      let report = try DatabaseAdmin(path: path).check { done, total in
        steps.withLock { $0.append(done * 100 / total) }
      }
      #expect(report.isSound)
      #expect(report.id == DatabaseID("sample"))
      #expect(report.migrations.count == 13)
      let rows = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.table, $0.count) })
      #expect(rows["title"] == 2 && rows["asset_name"] == 6 && rows["watch_event"] == 1)
      #expect(steps.withLock { $0 } == [20, 40, 60, 80, 100])
      try database.close()
    }
  }

  @Test("references to nothing are found")
  func dangling() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      try await makeSample(path).close()
      var configuration = Configuration()
      configuration.foreignKeysEnabled = false
      let careless = try DatabaseQueue(path: path, configuration: configuration)
      try await careless.write { try $0.execute(sql: "DELETE FROM viewer") }
      try careless.close()
      let report = try DatabaseAdmin(path: path).check()
      #expect(
        report.problems == [
          .danglingReferences(table: "account", count: 2),
          .danglingReferences(table: "popularity_share", count: 1),
          .danglingReferences(table: "watch_event", count: 1),
        ])
    }
  }

  @Test("a backup under write load is one sound instant of the database")
  func backupUnderLoad() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let database = try await makeSample(path)
      let load = WriteLoad(on: database)
      let writing = Task { try await load.run() }
      for index in 0..<4 {
        let copy = directory.file("backup-\(index).sqlite")
        let report = try DatabaseAdmin(path: path).backup(to: copy)
        #expect(report.isSound)
        try await checkCopy(copy, report)
      }
      load.stop()
      let written = try await writing.value + 1
      let stored = try await database.storedData(of: Viewer.ID(101)).watchEvents
      #expect(stored == written)
      #expect(try DatabaseAdmin(path: path).check().isSound)
    }
  }

  /// Counts in the report are the copy's own, and popularity is that of exactly its events.
  private func checkCopy(_ path: String, _ report: DatabaseReport) async throws {
    #expect(
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    let copy = try SQLiteDatabase.open(readOnly: path)
    let events = try await copy.history(of: Viewer.ID(101), before: now.advanced(bySeconds: 1))
    #expect(report.rows.contains { $0.table == "watch_event" && $0.count == events.count })
    let single = try await StoreSample.database()
    try await single.append(events)
    let expected = try #require(try await single.popularTitles(in: .all, count: 1).first)
    let found = try #require(try await copy.popularTitles(in: .all, count: 1).first)
    #expect(abs(found.weight / expected.weight - 1) < 1e-9)
    try copy.close()
  }

  @Test("checking, backing up and restoring leave no log beside files that had none")
  func noTrace() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      try await makeSample(path).close()
      let copy = directory.file("copy.sqlite")
      _ = try DatabaseAdmin(path: path).backup(to: copy)
      #expect(try DatabaseAdmin(path: copy).check().isSound)
      #expect(try DatabaseAdmin(path: path).check().isSound)
      try DatabaseAdmin(path: path).restore(from: copy, at: now)
      let logs = try directory.names().filter { $0.hasSuffix("-wal") || $0.hasSuffix("-shm") }
      #expect(logs.isEmpty)
    }
  }

  @Test("a check leaves the log of a database that is open where it is")
  func openDatabase() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let database = try await makeSample(path)
      #expect(try DatabaseAdmin(path: path).check().isSound)
      #expect(FileManager.default.fileExists(atPath: path + "-wal"))
      try await database.append([StoreSample.event(2)])
      try database.close()
      #expect(try DatabaseAdmin(path: path).check().isSound)
    }
  }

  @Test("a backup overwrites nothing and leaves nothing half done")
  func backupRefusals() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      try await makeSample(path).close()
      let admin = DatabaseAdmin(path: path)
      #expect(throws: StoreError.self) { try admin.backup(to: path) }
      #expect(throws: StoreError.self) {
        try admin.backup(to: directory.file("pick.sqlite/copy"))
      }
      let none = DatabaseAdmin(path: directory.file("none.sqlite"))
      #expect(throws: StoreError.self) { try none.backup(to: directory.file("copy.sqlite")) }
      #expect(try directory.names().filter { !$0.hasPrefix("pick.sqlite") }.isEmpty)
    }
  }

  @Test("a restore brings the backup back, ends all sessions and keeps the replaced file")
  func restore() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let copy = directory.file("backup.sqlite")
      let database = try await makeSample(path)
      try await SessionSample().begin("here", in: database)
      _ = try DatabaseAdmin(path: path).backup(to: copy)
      try await database.append([StoreSample.event(2)])
      try database.close()

      let kept = try #require(try DatabaseAdmin(path: path).restore(from: copy, at: now))
      #expect(kept == "\(path).replaced-\(now.millisecondsSince1970)")
      let restored = try SQLiteDatabase.open(path: path, mode: .existing)
      #expect(restored.id == DatabaseID("sample"))
      #expect(try await restored.storedData(of: Viewer.ID(101)).watchEvents == 1)
      #expect(
        try await restored.session(SessionID("here"))?.ended
          == StoredSession.Ending(reason: .restored, at: now))
      let replaced = try SQLiteDatabase.open(readOnly: kept)
      #expect(try await replaced.storedData(of: Viewer.ID(101)).watchEvents == 2)
      #expect(try await replaced.session(SessionID("here"))?.ended == nil)
      for name in [path, kept] {
        let mode = try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions]
        #expect(mode as? Int == 0o600)
      }
    }
  }

  @Test("a database in use is not replaced")
  func restoreInUse() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let copy = directory.file("backup.sqlite")
      let database = try await makeSample(path)
      _ = try DatabaseAdmin(path: path).backup(to: copy)
      let copied = Mutex(0)
      #expect(throws: StoreError.busy) {
        try DatabaseAdmin(path: path).restore(from: copy, at: now) { done, _ in
          copied.withLock { $0 = done }
        }
      }
      #expect(copied.withLock { $0 } == 0, "it is refused before anything is copied")
      try await database.append([StoreSample.event(2)])
      #expect(try await database.storedData(of: Viewer.ID(101)).watchEvents == 2)
      #expect(try directory.names().allSatisfy { !$0.contains("restoring") })
    }
  }

  @Test("a damaged backup changes nothing")
  func damagedBackup() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let copy = directory.file("backup.sqlite")
      try await makeSample(path).close()
      try Data(repeating: 7, count: 9_000).write(to: URL(filePath: copy))
      let before = try Data(contentsOf: URL(filePath: path))
      #expect(throws: StoreError.self) {
        try DatabaseAdmin(path: path).restore(from: copy, at: now)
      }
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }
  }

  @Test("a damaged database is kept and replaced")
  func damagedDatabase() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      let copy = directory.file("backup.sqlite")
      try await makeSample(path).close()
      _ = try DatabaseAdmin(path: path).backup(to: copy)
      let garbage = Data(repeating: 7, count: 9_000)
      try garbage.write(to: URL(filePath: path))
      #expect(try !DatabaseAdmin(path: path).check().isSound)
      let kept = try #require(try DatabaseAdmin(path: path).restore(from: copy, at: now))
      #expect(try Data(contentsOf: URL(filePath: kept)) == garbage)
      #expect(try DatabaseAdmin(path: path).check().isSound)
    }
  }

  @Test("a restore makes a database where there was none")
  func restoreIntoNothing() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      try await makeSample(path).close()
      let elsewhere = DatabaseAdmin(path: directory.file("new/pick.sqlite"))
      #expect(try elsewhere.restore(from: path, at: now) == nil)
      #expect(try elsewhere.check().isSound)
    }
  }

  @Test("flipped bytes are found or harmless, never a crash", arguments: 0..<40)
  func flippedBytes(seed: Int) async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.file("pick.sqlite")
      try await makeSample(path).close()
      for name in try directory.names() where name != "pick.sqlite" {
        try FileManager.default.removeItem(atPath: directory.file(name))
      }
      var bytes = try Data(contentsOf: URL(filePath: path))
      var generator = SplitMix64(seed: UInt64(seed))
      for _ in 0..<64 {
        bytes[Int.random(in: 100..<bytes.count, using: &generator)] ^= 0xFF
      }
      try bytes.write(to: URL(filePath: path))
      let report = try? DatabaseAdmin(path: path).check()
      guard let report, report.isSound else { return }
      let database = try SQLiteDatabase.open(readOnly: path)
      _ = try? await database.titles()
    }
  }
}
