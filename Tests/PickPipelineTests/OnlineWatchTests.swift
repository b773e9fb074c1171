import PickCore
import PickModel
import PickPipeline
import PickRecommender
import PickStore
import PickStoreSQLite
import PickTestSupport
import Testing

@Suite("What is watched is compared with before")
struct OnlineWatchTests {
  private let start = StoreSample.now
  private let day: Int64 = 86_400

  /// A database with two models, the second of which serves since `start`, and cards that were shown
  /// on either side; of every hundred so many were watched.
  private func watched(
    before: Int, after: Int, shown: Int = 2000, served: Int64 = 30, now days: Int64 = 10,
    _ body: (OnlineWatch.Report, ModelDirectory, any Stores) async throws -> Void
  ) async throws {
    try await TemporaryDirectory.with { place in
      let store = try SQLiteDatabase.inMemory()
      _ = try await store.store(StoreSample.batch) { _, _ in }
      let models = ModelDirectory(path: place.file("models"), database: store.id)
      let old = try publish(1, in: models)
      let new = try publish(2, in: models)
      for (id, state) in [(old, ModelRecord.State.previous), (new, .champion)] {
        try await store.record(
          ModelRecord(
            id: id.description, month: nil, run: nil, state: state, madeAt: start,
            promotedAt: start.advanced(bySeconds: id == old ? -served * day : 0), history: "{}"))
      }
      try await show(store, shown, watched: before, at: start.advanced(bySeconds: -5 * day), 0)
      try await show(store, shown, watched: after, at: start.advanced(bySeconds: 5 * day), 1)
      let now = start.advanced(bySeconds: days * day)
      let registry = ModelRegistry(stores: store, models: models, now: now)
      try await body(
        try await OnlineWatch(registry: registry, stores: store, now: now)(), models, store)
    }
  }

  private func publish(_ title: Int64, in models: ModelDirectory) throws -> TrainedModel.ID {
    let file = TrainedModel(
      id: .unpublished, titles: TensorStorage([title]),
      blend: BlendModel(
        taste: .silent(itemCount: 1), sequence: .silent(itemCount: 1),
        content: .empty(itemCount: 1), contentScale: TensorStorage([1]), prior: TensorStorage([0])),
      popularityShare: 0
    ).encoded()
    let manifest = ModelManifest(
      file: file, recipe: ModelRecipe(), seed: 1, trainedAt: start, dataFingerprint: "",
      counts: .init(titles: 1, watchedTitles: 0, viewers: 0, interactions: 0, events: 0))
    try models.publish(file, manifest)
    return try #require(manifest.id)
  }

  private func show(
    _ store: any Stores, _ count: Int, watched: Int, at instant: Instant, _ high: UInt64
  ) async throws {
    var shown: [Impression] = []
    var events: [WatchEvent] = []
    for number in 0..<count {
      // Viewers take turns. Each watches the film once, after all cards: that one event makes every
      // card of the film watched that the viewer was shown, and no card of the series.
      let viewer = Viewer.ID(number.isMultiple(of: 2) ? 101 : 102)
      let at = instant.advanced(bySeconds: Int64(number))
      let isWatched = number % 100 < watched
      shown.append(
        Impression(
          id: EventID(high: high, low: UInt64(number)), viewer: viewer, shelf: Shelf.ID("picked"),
          title: Title.ID(isWatched ? 1 : 2), position: 0, at: at))
    }
    for viewer: Int64 in [101, 102] {
      events.append(
        WatchEvent(
          id: EventID(high: high, low: UInt64(viewer)), viewer: Viewer.ID(viewer),
          asset: Asset.ID(11), startedAt: instant.advanced(bySeconds: Int64(count)),
          watchedSeconds: 100, source: .player))
    }
    _ = try await store.append(shown)
    _ = try await store.append(events)
  }

  @Test("a clear fall lets the model before serve again")
  func fall() async throws {
    try await watched(before: 20, after: 10) { report, models, store in
      #expect(report.verdict == .rolledBack)
      #expect(models.openCurrent().model?.id.description == report.modelBefore)
      let change = try #require(report.change)
      #expect(abs(change + 0.1) < 1e-9)
      #expect(try #require(report.high) < 0)
      let states = Dictionary(
        uniqueKeysWithValues: try await store.modelRecords().map { ($0.id, $0.state) })
      #expect(states[try #require(report.model)] == .rejected)
      #expect(states[try #require(report.modelBefore)] == .champion)
    }
  }

  @Test("what is as it was, or better, goes on serving", arguments: [20, 19, 40])
  func kept(after: Int) async throws {
    try await watched(before: 20, after: after) { report, models, _ in
      #expect(report.verdict == .kept)
      #expect(models.openCurrent().model?.id.description == report.model)
      #expect(report.lines.map(\.shelf) == ["picked", "all"])
    }
  }

  @Test("what was shown less than a day ago is not counted: it may still be watched")
  func fresh() async throws {
    // The cards were shown five days after the switch.
    try await watched(before: 20, after: 0, now: 5) { report, _, _ in
      #expect(report.verdict == .tooLittle)
      #expect(report.lines.last?.shown == 0)
    }
  }

  @Test("what was shown before the model before served says nothing of it")
  func older() async throws {
    try await watched(before: 20, after: 0, served: 4) { report, _, _ in
      #expect(report.verdict == .tooLittle)
      #expect(report.lines.last?.shownBefore == 0)
    }
  }

  @Test("a model that was taken back is not gone back to")
  func takenBack() async throws {
    try await watched(before: 20, after: 10) { report, models, store in
      #expect(report.verdict == .rolledBack)
      let registry = ModelRegistry(stores: store, models: models, now: start)
      #expect(try await registry.entries().map(\.state) == [.champion, .rejected])
      await #expect(throws: PipelineError.self) { _ = try await registry.rollback() }
      // Who asks for it by name gets it.
      let refused = try #require(report.model)
      #expect(try await registry.promote(refused).description == refused)
      #expect(try await registry.entries().map(\.state) == [.champion, .previous])
    }
  }

  @Test("the command that lets a model serve nevertheless is named only where it knows the model")
  func nevertheless() async throws {
    try await watched(before: 20, after: 10) { report, models, _ in
      let id = try #require(models.names().compactMap { $0 }.last)
      #expect(id.description == report.model)
      let command = "pickctl models promote \(id)"
      #expect(Pipeline.takenBack(id, isKept: models.names().contains(id)).contains(command))
      #expect(!Pipeline.takenBack(id, isKept: false).contains("promote"))
    }
  }

  @Test("too little decides nothing")
  func little() async throws {
    try await watched(before: 20, after: 0, shown: 900) { report, models, _ in
      #expect(report.verdict == .tooLittle)
      #expect(models.openCurrent().model?.id.description == report.model)
    }
  }
}
