import Foundation
import PickCore
import PickModel
import PickStore
import PickSystem
import PickTestSupport
import Testing

@testable import PickPipeline

@Suite("What was done long ago goes when a month has been published")
struct RetentionTests {
  private let months = DemoMonths.months

  private func run(_ pipeline: Pipeline, _ month: Month) async throws -> [StageOutcome] {
    var outcomes: [StageOutcome] = []
    try await PipelineRun(pipeline, month).run(Stage.allCases, finished: { outcomes.append($0) })
    return outcomes
  }

  private func old(_ pipeline: Pipeline) async throws -> Int {
    try await pipeline.stores.watchingFacts(before: months[1].start).events
  }

  /// What continue watching and my list show, and for whom.
  private func shelves(_ pipeline: Pipeline) async throws -> [Viewer.ID: [Title.ID]] {
    let engine = Engine(
      stores: Engine.Stores(
        catalog: pipeline.stores, watches: pipeline.stores, choices: pipeline.stores),
      models: pipeline.models)
    var found: [Viewer.ID: [Title.ID]] = [:]
    for viewer in try await pipeline.stores.accountNumbers().keys {
      let page = try await engine.home(of: viewer, now: months[1].end)
      found[viewer] = page.shelves.filter {
        [Shelf.ID("continue"), Shelf.ID("my-list")].contains($0.id)
      }.flatMap(\.cards).map(\.id)
    }
    return found
  }

  @Test("everything stays unless a number of months is named")
  func everything() async throws {
    try await DemoMonths.with { pipeline, _ in
      _ = try await run(pipeline, months[0])
      let before = try await old(pipeline)
      _ = try await run(pipeline, months[1])
      #expect(try await old(pipeline) == before && before > 0)
    }
  }

  @Test("older months go, what viewers go on with stays, and nothing is made again for it")
  func removed() async throws {
    try await DemoMonths.with { pipeline, _ in
      var pipeline = pipeline
      pipeline.options.keepMonths = 1
      _ = try await run(pipeline, months[0])
      let before = try await old(pipeline)
      var history: [WatchEvent] = []
      for viewer in try await pipeline.stores.accountNumbers().keys.sorted() where history.isEmpty {
        history = try await pipeline.stores.history(of: viewer, before: months[1].start)
      }
      let first = try #require(history.first)
      let (viewer, asset) = (first.viewer, first.asset)
      let listed = try #require(try await pipeline.stores.asset(asset)?.title)
      try await pipeline.stores.setOnMyList(
        true, title: listed, viewer: viewer, at: months[0].start)
      let stages = Stage.allCases.filter { $0 != .publish }
      try await PipelineRun(pipeline, months[1]).run(stages)
      let shown = try await shelves(pipeline)
      let outcomes = try await run(pipeline, months[1])
      #expect(outcomes.last?.sentence.contains("removed") == true)
      let after = try await old(pipeline)
      #expect(after < before && after > 0)
      let left = try await pipeline.stores.history(of: viewer, before: months[1].start)
      let assets = try await pipeline.stores.assets(of: [listed]).map(\.id)
      #expect(
        left.filter { assets.contains($0.asset) } == history.filter { assets.contains($0.asset) })
      // The same model is asked, so that only what was removed could make a difference.
      let kept = try await shelves(pipeline)
      #expect(kept.values.map(\.count).reduce(0, +) > 0)
      for (viewer, titles) in shown { #expect(Set(kept[viewer] ?? []) == Set(titles)) }

      let again = try await run(pipeline, months[1])
      #expect(again.allSatisfy { $0.wasDone })
      #expect(again.last?.sentence.contains("removed") == false)
      #expect(try await old(pipeline) == after)
    }
  }

  @Test("cut short in the middle, the next run does the rest")
  func cutShort() async throws {
    try await DemoMonths.with { pipeline, _ in
      _ = try await run(pipeline, months[0])
      _ = try await run(pipeline, months[1])
      let before = try await old(pipeline)
      // A part is done, and the ledger says that it was begun.
      let part = try #require(
        try await pipeline.stores.removeFacts(
          ofViewersAfter: nil, count: 40, before: months[1].start))
      try await pipeline.stores.record(
        StageRecord(
          run: "killed", stage: Pipeline.retentionStage, month: months[1], state: .running,
          input: "\(months[1].start.millisecondsSince1970)", version: "1",
          startedAt: pipeline.clock.now()))
      #expect(try await old(pipeline) == before - part.events)
      var keeping = pipeline
      keeping.options.keepMonths = 1
      _ = try await run(keeping, months[1])
      let after = try await old(pipeline)
      #expect(after < before - part.events)
      #expect(try await keeping.removeOldFacts(servedBy: months[1], run: "x") { _, _ in } == nil)
    }
  }

  @Test("a month of which something was removed is not taken up again")
  func gone() async throws {
    try await DemoMonths.with { pipeline, place in
      var pipeline = pipeline
      pipeline.options.keepMonths = 1
      _ = try await run(pipeline, months[0])
      _ = try await run(pipeline, months[1])
      let model = pipeline.models.openCurrent().model?.id
      let before = try await old(pipeline)
      try DemoMonths.changeViews(of: months[0], in: place) { text in
        DemoMonths.lines(of: text).dropLast(5).joined(separator: "\n") + "\n"
      }
      let error = await #expect(throws: PipelineError.self) {
        _ = try await run(pipeline, months[0])
      }
      guard case .missing = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(try await old(pipeline) == before)
      #expect(pipeline.models.openCurrent().model?.id == model)
    }
  }
}
