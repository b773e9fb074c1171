import Foundation
import Glibc
import PickCore
import PickDemo
import PickModel
import PickRecommender
import PickStore
import PickStoreSQLite
import PickTestRunning
import PickTestSupport
import PickTraining
import Testing

@testable import PickPipeline

/// Small demo worlds without a model, made once; each test gets a copy of its own.
private struct MachineWorld {
  /// The day behind the last one of the world.
  private static let until = SeoulTime(year: 2026, month: 11, day: 28)

  private static let large = Task { try await make(viewers: 260) }
  private static let household = Task { try await make(viewers: 10) }

  private static func make(viewers: Int) async throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "pick-machine-\(UUID().uuidString).sqlite").path
    let until = try #require(until)
    _ = try await CreateDemoWorld().run(
      DemoRecipe(viewers: viewers, titles: 130, days: 60, seed: 7, until: until), at: path
    ) { _ in }
    return path
  }

  let database: SQLiteDatabase
  let models: ModelDirectory
  let clock: ManualClock

  /// What a program would do that was started now.
  var training: MachineTraining {
    MachineTraining(stores: database, models: models, clock: clock)
  }

  var serving: TrainedModel.ID? { models.openCurrent().model?.id }

  static func with(
    household isHousehold: Bool = false, _ body: (MachineWorld) async throws -> Void
  ) async throws {
    let source = try await (isHousehold ? household : large).value
    try await TemporaryDirectory.with { place in
      let path = place.file("demo.sqlite")
      try FileManager.default.copyItem(atPath: source, toPath: path)
      let database = try SQLiteDatabase.open(path: path, mode: .existing)
      let now = try #require(until).instant.advanced(bySeconds: 20 * 3600)
      try await body(
        MachineWorld(
          database: database,
          models: ModelDirectory(path: place.file("models"), database: database.id),
          clock: ManualClock(at: now)))
      try database.close()
    }
  }

  /// Lets the month pass; on the first day of the next one, one more title is watched.
  func passMonth() async throws {
    let next = try #require(Month("2026-12")?.start)
    clock.set(next.advanced(bySeconds: 12 * 3600))
    let viewer = try #require(try await database.accountNumbers().keys.min())
    let title = try #require(try await database.titles().first?.id)
    let asset = try #require(try await database.assets(of: [title]).first?.id)
    try await database.append([
      WatchEvent(
        id: EventID(high: 1, low: UInt64(clock.now().millisecondsSince1970)), viewer: viewer,
        asset: asset, startedAt: clock.now().advanced(bySeconds: -3600), watchedSeconds: 1200,
        source: .player)
    ])
  }

  /// A training whose model recommends what is watched least.
  var badTraining: MachineTraining {
    var training = training
    training.choosesWhereRefused = false
    training.options.recipe.blend.shares.taste = 0
    training.options.recipe.blend.shares.popularity = 0
    training.options.recipe.blend.shares.sequence = 0
    training.options.recipe.blend.shares.content = 0
    training.options.recipe.blend.shares.exploration = 100
    return training
  }

  /// The ledger, as "machine train done".
  func ledger() async throws -> Set<String> {
    Set(try await database.stageRecords(of: nil).map { "\($0.stage) \($0.state.rawValue)" })
  }
}

@Suite("A viewer's program that trains by itself goes the way of a month", .fewAtOnce)
struct MachineTrainingTests {
  private let all = Set(["train", "evaluate", "gate", "publish"].map { "machine \($0) done" })

  @Test("the first model passes the gate, and the ledger tells where it came from")
  func first() async throws {
    try await MachineWorld.with { world in
      #expect(try await world.training.isDue())
      var outcomes: [StageOutcome] = []
      try await world.training.run(finished: { outcomes.append($0) })
      #expect(outcomes.map(\.stage) == MachineTraining.stages)
      #expect(outcomes.allSatisfy { !$0.wasDone })
      #expect(try await world.ledger() == all)
      #expect(try await world.database.monthLocks().isEmpty)

      let registry = ModelRegistry(
        stores: world.database, models: world.models, now: world.clock.now())
      let entry = try #require(try await registry.entries().first)
      #expect(entry.id == world.serving?.description)
      #expect(entry.state == .champion && entry.isOfMachine && entry.isKept)
      #expect(entry.month == nil && entry.run != nil)
      let history = try #require(entry.history)
      #expect(history.verdict?.isPassed == true)
      #expect(history.verdict?.checks.map(\.name) == ["champion", "popularity", "children"])
      #expect(history.metrics?.models.map(\.name) == ["served", "popularity"])
      #expect(history.metrics?.hasEnoughCases == true)

      // The month is not over, and nothing is made again.
      #expect(try await !world.training.isDue())
      world.clock.advance(bySeconds: 31 * 86_400)
      // It is over, but nothing was watched since.
      #expect(try await !world.training.isDue())
    }
  }

  @Test("in the next month a new model takes over, measured beside the one that serves")
  func nextMonth() async throws {
    try await MachineWorld.with { world in
      try await world.training.run()
      let before = try #require(world.serving)
      try await world.passMonth()
      #expect(try await world.training.isDue())
      try await world.training.run()
      #expect(world.serving != before)
      #expect(world.models.names() == [world.serving, before])
      let registry = ModelRegistry(
        stores: world.database, models: world.models, now: world.clock.now())
      let entries = try await registry.entries()
      #expect(entries.map(\.state) == [.champion, .previous])
      #expect(entries.first?.history?.metrics?.champion == before.description)
      #expect(try await !world.training.isDue())
    }
  }

  @Test("a model that loses to popularity is refused, and nothing is tried for a day")
  func refused() async throws {
    try await MachineWorld.with { world in
      await #expect(throws: PipelineError.self) { try await world.badTraining.run() }
      #expect(world.serving == nil)
      #expect(try await world.ledger() == ["machine train done", "machine evaluate rejected"])
      #expect(try await !world.training.isDue())
      world.clock.advance(bySeconds: 86_399)
      #expect(try await !world.training.isDue())
      world.clock.advance(bySeconds: 1)
      #expect(try await world.training.isDue())

      // What serves goes on serving, in the months after too.
      try await world.training.run()
      let good = try #require(world.serving)
      try await world.passMonth()
      #expect(try await world.training.isDue())
      await #expect(throws: PipelineError.self) { try await world.badTraining.run() }
      #expect(world.serving == good)
      #expect(try await !world.training.isDue())
    }
  }

  @Test("where fixed settings lose to popularity, they are chosen at once")
  func chosen() async throws {
    try await MachineWorld.with { world in
      var training = world.badTraining
      training.choosesWhereRefused = true
      try await training.run()
      #expect(world.serving != nil)
      #expect(try await world.ledger() == all.union(["machine evaluate rejected"]))
      let model = try #require(world.serving)
      #expect(try world.models.manifest(of: model).choice != nil)
      #expect(try await !world.training.isDue())
    }
  }

  @Test("one that was killed while settings were chosen is not taken for refused")
  func killedChoosing() async throws {
    try await MachineWorld.with(household: true) { world in
      let now = world.clock.now()
      var record = StageRecord(
        run: "one", stage: "machine evaluate", month: Month(containing: now), state: .rejected,
        input: "x", version: "1", startedAt: now.advanced(bySeconds: -60),
        endedAt: now.advanced(bySeconds: -50))
      try await world.database.record(record)
      #expect(try await !world.training.isDue())
      record.run = "two"
      record.stage = "machine train"
      record.state = .running
      (record.startedAt, record.endedAt) = (now.advanced(bySeconds: -49), nil)
      try await world.database.record(record)
      #expect(try await world.training.isDue())
      // One that failed is tried again, unless it took minutes.
      record.state = .failed
      record.endedAt = now.advanced(bySeconds: -40)
      try await world.database.record(record)
      #expect(try await world.training.isDue())
      record.startedAt = now.advanced(bySeconds: -500)
      record.run = "three"
      record.stage = "machine gate"
      record.endedAt = now
      try await world.database.record(record)
      #expect(try await !world.training.isDue())
    }
  }

  @Test("a model of an operator is never replaced", arguments: ["pickctl train", "a month"])
  func operators(by way: String) async throws {
    try await MachineWorld.with { world in
      let train = TrainModel(
        catalog: world.database, watches: world.database, directory: world.models)
      let manifest = try await train(now: world.clock.now())
      let theirs = try #require(manifest.id)
      if way == "a month" {
        try await world.database.record(
          ModelRecord(
            id: theirs.description, month: Month(containing: world.clock.now()).previous,
            run: "theirs", state: .champion, madeAt: world.clock.now(), history: "{}"))
      }
      #expect(try await !world.training.isDue())
      try await world.passMonth()
      #expect(try await !world.training.isDue())
      // One that came while this one was made stays, too.
      var warnings: [String] = []
      try await world.training.run(finished: { warnings += $0.warnings })
      #expect(world.serving == theirs)
      #expect(warnings.contains { $0.contains("which an operator let serve") })
    }
  }

  @Test(
    "killed behind any stage or stopped in the middle, it ends with the same model",
    arguments: [0, 1, 2, 3])
  func killed(behind count: Int) async throws {
    try await MachineWorld.with { world in
      try await world.training.run()
      let whole = try #require(world.serving)
      try await MachineWorld.with { world in
        try await world.training.run(Array(MachineTraining.stages.prefix(count)))
        #expect(world.serving == nil)
        let stopped = Task { try await world.training.run() }
        stopped.cancel()
        _ = await stopped.result
        // A process that was killed leaves its lock and its stage as they were.
        let gone = PipelineHolder(host: PipelineHolder.this.host, process: .max, began: "1")
        let now = world.clock.now()
        let month = Month(containing: now)
        _ = try await world.database.lockMonth(
          month, run: "killed", holder: gone.text, now: now, expired: now, dead: nil)
        try await world.database.record(
          StageRecord(
            run: "killed", stage: "machine train", month: month, state: .running, input: "x",
            version: "1", startedAt: now))
        var done = 0
        try await world.training.run(finished: { done += $0.wasDone ? 1 : 0 })
        #expect(done >= count)
        #expect(world.serving == whole)
        #expect(try await world.database.monthLocks().isEmpty)
      }
    }
  }

  @Test("one of two at once wins, and the other is told")
  func twoAtOnce() async throws {
    try await MachineWorld.with { world in
      let now = world.clock.now()
      _ = try await world.database.lockMonth(
        Month(containing: now), run: "other", holder: PipelineHolder.this.text, now: now,
        expired: now.advanced(bySeconds: -60), dead: nil)
      let error = await #expect(throws: PipelineError.self) { try await world.training.run() }
      guard case .inUse = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(world.serving == nil)
      try await world.database.unlockMonth(Month(containing: now), run: "other")
      async let one: Void = world.training.run()
      async let other: Void = world.training.run()
      _ = await (try? one, try? other)
      #expect(world.serving != nil && world.models.names().count == 1)
      #expect(try await world.ledger() == all)
    }
  }

  @Test("a household is too small to decide by, and gets its model")
  func household() async throws {
    try await MachineWorld.with(household: true) { world in
      var warnings: [String] = []
      try await world.training.run(finished: { warnings += $0.warnings })
      #expect(world.serving != nil)
      #expect(warnings.contains { $0.contains("could decide anything") })
    }
  }

  @Test("a catalogue of which nothing was watched yet gets a model of what resembles")
  func nothingWatched() async throws {
    try await MachineWorld.with(household: true) { world in
      let start = try #require(Month("2026-09")?.start)
      world.clock.set(start)
      try #require(try await world.database.watchingFacts(before: start).events == 0)
      #expect(try await world.training.isDue())
      try await world.training.run()
      #expect(world.serving != nil)
    }
  }

  @Test("a model that was damaged is made again")
  func damaged() async throws {
    try await MachineWorld.with(household: true) { world in
      try await world.training.run()
      let model = try #require(world.serving)
      try Data([1, 2, 3]).write(to: URL(filePath: "\(world.models.path)/\(model).safetensors"))
      #expect(try await world.training.isDue())
      try await world.training.run()
      #expect(world.serving == model)
    }
  }
}
