import Glibc
import HTTPTypes
import Logging
import PickAPI
import PickCommand
import PickIdentity
import PickModel
import PickStore
import PickStoreSQLite
import PickSystem
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickCore
@testable import PickServer

@Suite("readiness")
struct ReadinessTests {
  /// Longer than any busy machine takes for an answer that comes at all.
  private let hangs = Duration.seconds(180)

  @Test("a database that answers is ready, one that fails is not")
  func failing() async {
    #expect(await Readiness(probe: {}, deadline: hangs).check() == .ready)
    let failing = Readiness(
      probe: { () async throws(StoreError) in throw StoreError.busy }, deadline: hangs)
    #expect(await failing.check() == .notReady(.databaseFailing))
  }

  @Test("a database that says nothing is given up on, and asked once only")
  func silent() async {
    let asked = Asked()
    let readiness = Readiness(probe: { await asked.forEver() }, deadline: .milliseconds(1))
    #expect(await readiness.check() == .notReady(.databaseSilent))
    #expect(await readiness.check() == .notReady(.databaseSilent))
    #expect(await asked.count == 1)
    await asked.answer()
  }

  @Test("a catalogue that cannot be read is named, and ready again once it can")
  func catalogue() async throws {
    let database = try SQLiteDatabase.inMemory()
    _ = try await database.store(StoreSample.batch) { _, _ in }
    let flaky = FlakyStore(database)
    let engine = Engine(
      stores: Engine.Stores(catalog: flaky, watches: flaky, choices: database))
    let backend = Backend(
      engine: engine,
      authority: SessionAuthority(
        accounts: database, sessions: database, key: .ephemeral(),
        hasher: PasswordHasher(parameters: .init(memoryKiB: 64, passes: 1, lanes: 1))),
      accounts: database, sessions: database)
    let server = Server.build(
      backend, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, readyWithin: hangs)
    flaky.fail(.titles, times: 2)
    for expected in [503, 503, 200, 200] {
      let (head, body) = try await server.answer(
        HTTPRequest(method: .get, scheme: "http", authority: "test", path: "/ready"))
      #expect(head.status.code == expected)
      let text = expected == 200 ? "ready\n" : "the catalogue cannot be read\n"
      #expect(String(decoding: body, as: UTF8.self) == text)
    }
    #expect(flaky.count(of: .titles) == 3)
  }

  @Test("without room on the disk it is not ready, with room it is again")
  func diskFull() async {
    let full = Readiness(probe: {}, room: { Readiness.leastRoom - 1 }, deadline: hangs)
    #expect(await full.check() == .notReady(.diskFull))
    let roomy = Readiness(probe: {}, room: { Readiness.leastRoom }, deadline: hangs)
    #expect(await roomy.check() == .ready)
  }

  @Test("a server about to stop is not ready")
  func draining() async {
    let readiness = Readiness(probe: {})
    readiness.drain()
    #expect(await readiness.check() == .notReady(.draining))
  }

  /// Counts who asks, and answers when told to.
  private actor Asked {
    private(set) var count = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func forEver() async {
      count += 1
      await withCheckedContinuation { waiting.append($0) }
    }

    func answer() { for one in waiting { one.resume() } }
  }
}

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
      (error as? Failure)?.status == .noPermission
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
      let failure = error as? Failure
      return failure?.status == .inputOutput
        && failure?.sentence.contains("no room left on the disk") == true
    }
  }
}
