import Glibc
import Logging
import PickAPI
import PickCore
import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickServer

@Suite("a disk with troubles", .needs(.ownDisk, isThere: TinyDisk.isPossible))
struct DiskTests {
  private func event(_ number: UInt64) -> WatchEventsRequest {
    WatchEventsRequest([
      WatchEventsRequest.Item(
        id: EventID(at: StoreSample.now, rest: (0, number)), asset: Asset.ID(11),
        startedAt: StoreSample.now, watchedSeconds: 60, position: 60)
    ])
  }

  @Test("a full disk is a problem of its own; with room again the same facts are stored, once")
  func full() async throws {
    let disk = try TinyDisk(mebibytes: 8)
    let database = try SQLiteDatabase.open(
      path: disk.path + "/pick.sqlite", mode: .createIfMissing(.random()))
    defer { try? database.close() }
    _ = try await database.store(StoreSample.batch) { _, _ in }
    let signedIn = try await SignedInServer(database)
    try disk.fill()
    var number: UInt64 = 0
    var answer = try await signedIn.send(.recordWatchEvents, nil, event(number))
    // What the log had room for already is stored.
    while answer.status == 200, number < 10_000 {
      number += 1
      answer = try await signedIn.send(.recordWatchEvents, nil, event(number))
    }
    #expect(answer.status == 507)
    #expect(answer.code == "storage_full")
    #expect(try await signedIn.send(.home).status == 200)
    disk.makeRoom()
    let stored: BatchAnswer = try await signedIn.send(.recordWatchEvents, nil, event(number))
      .payload()
    #expect(stored == BatchAnswer(recorded: 1, rejected: []))
    let again: BatchAnswer = try await signedIn.send(.recordWatchEvents, nil, event(number))
      .payload()
    #expect(again == BatchAnswer(recorded: 0, rejected: []))
  }

  @Test("a server does not start on a disk it cannot write to")
  func readOnly() async throws {
    let disk = try TinyDisk(mebibytes: 8)
    let path = disk.path + "/pick.sqlite"
    let database = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
    try database.close()
    #expect(disk.makeReadOnly())
    var configuration = Configuration()
    configuration.database = "sqlite:" + path
    let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    await #expect {
      _ = try await OpenBackend.open(configuration, log: log)
    } throws: { error in
      (error as? StartFailure)?.status == .noPermission
    }
  }

  @Test("keys that a full disk does not take are told as that")
  func fullOfKeys() async throws {
    let disk = try TinyDisk(mebibytes: 1)
    let scratch = try ScratchDirectory()
    let path = scratch.file("pick.sqlite")
    let database = try SQLiteDatabase.open(path: path, mode: .createIfMissing(.random()))
    try database.close()
    let keys = disk.path + "/keys"
    #expect(mkdir(keys, 0o700) == 0)
    try disk.fill()
    var configuration = Configuration()
    configuration.database = "sqlite:" + path
    configuration.keys = keys
    let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    await #expect {
      _ = try await OpenBackend.open(configuration, log: log)
    } throws: { error in
      let failure = error as? StartFailure
      return failure?.status == .inputOutput
        && failure?.sentence.contains("no room left on the disk") == true
    }
  }
}
