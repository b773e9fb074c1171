import Foundation
import PickRecommender
import Synchronization
import Testing

@Suite struct EvaluatorTests {
  private func log(_ rows: [(Int64, Int64, Double, Int64)]) -> InteractionLog {
    InteractionLog(
      rows: rows.map {
        InteractionLog.Row(user: $0.0, item: $0.1, rating: $0.2, atSeconds: $0.3)
      })
  }

  /// Random events of 40 users and 60 items over ten weeks.
  private func randomLog() -> InteractionLog {
    var random = PCG32(seed: 2)
    return log(
      (0..<1500).map { _ in
        (
          Int64(random.below(40)), Int64(random.below(60)), Double(random.below(5) + 1),
          Int64(random.below(70 * 86_400))
        )
      })
  }

  @Test("a model that knows the answer scores 1, and users without one are counted apart")
  func perfect() throws {
    let data = try Checkerboard.dataset()
    let heldOut = (0..<Checkerboard.size).map { user in
      user < 5 ? [] : Set([ItemIndex(Checkerboard.withheld(from: user))])
    }
    let report = try Evaluator(at: 1).evaluate(
      EASE(regularization: 1), as: "ease", on: [Split(train: data, heldOut: heldOut)]
    ).report
    #expect(report.skipped == 5 && report.users == 15)
    #expect(report.mean("ndcg@1") == 1 && report.mean("recall@1") == 1)
    #expect(report.metrics["ndcg@1"] == Interval(mean: 1, low: 1, high: 1))
    #expect(report.mean("precision@2") == nil)
    // Nine or ten items a user: 5 to 49 are light.
    #expect(report.segments["light"]?.users == 15 && report.segments["heavy"] == nil)
  }

  @Test("without measured users there is no figure, not 0")
  func unmeasured() throws {
    let data = try Checkerboard.dataset()
    let heldOut = Array(repeating: Set<ItemIndex>(), count: Checkerboard.size)
    let report = try Evaluator(at: 1).evaluate(
      Popularity(), as: "popularity", on: [Split(train: data, heldOut: heldOut)]
    ).report
    #expect(report.mean("ndcg@1") == nil)
    #expect(report.users == 0 && report.skipped == Checkerboard.size)
  }

  @Test("windows are averaged, each with the users it measured")
  func windows() throws {
    let week: Int64 = 7 * 86_400
    // Item 0 is always named. Three of three want it in the first window, one of two in the second.
    let (first, second) = (week + 4, 2 * week + 4)
    let rows: [(Int64, Int64, Double, Int64)] = [
      (0, 1, 1, 0), (1, 1, 1, 0), (2, 0, 1, 0), (3, 2, 1, 0), (4, 1, 1, 0), (0, 0, 1, first),
      (1, 0, 1, first), (4, 0, 1, first), (3, 0, 1, second), (2, 2, 1, second),
    ]
    let splits = try SplitPlan(.weekly(windows: 2)).rankingSplits(of: log(rows))
    let evaluation = try Evaluator(at: 1).evaluate(
      FixedScores(values: [3, 2, 1]), as: "fixed", on: splits)
    // User 2 has seen item 0, is shown 1, and wanted 2.
    #expect(evaluation.report.mean("hit-rate@1") == (1 + 0.5) / 2)
    #expect(evaluation.values("hit-rate@1") == [1, 1, 0, 1, 1])
    #expect(evaluation.report.users == 5 && evaluation.report.skipped == 0)
    #expect(evaluation.report.splits.count == 2)
  }

  @Test("cold titles are measured by themselves")
  func cold() throws {
    // Items 0 and 1 have two users each in the past, item 2 has one.
    let rows: [(Int64, Int64, Double, Int64)] = [
      (0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 1, 1), (1, 1, 1, 2), (2, 2, 1, 1),
      (0, 2, 1, 3), (2, 0, 1, 3), (3, 0, 1, 1), (3, 1, 1, 2), (3, 2, 1, 9), (2, 1, 1, 4),
    ]
    let splits = try SplitPlan(.globalTime(testFraction: 0.35)).rankingSplits(of: log(rows))
    let evaluator = Evaluator(at: 1, thresholds: SegmentThresholds(light: 2, warm: 2))
    let report = try evaluator.evaluate(
      FixedScores(values: [3, 2, 1]), as: "fixed", on: splits
    ).report
    // Users 0 and 3 have seen the rest and find item 2; user 2 is shown 0, which is warm.
    #expect(report.segments["cold-titles"]?.users == 2)
    #expect(report.segments["cold-titles"]?.metrics["recall@1"]?.mean == 1)
    #expect(report.segments["new"]?.users == 1 && report.segments["light"]?.users == 2)
  }

  @Test("figures are the same on any number of threads and at any time")
  func threads() throws {
    let splits = try SplitPlan(.weekly(windows: 3)).rankingSplits(of: randomLog())
    func report(_ threads: Int) throws -> EvaluationReport {
      let meter = Evaluator.Meter(seconds: { 0 })
      return try Evaluator(meter: meter).evaluate(
        Popularity(), as: "popularity", on: splits, context: FitContext(threads: threads)
      ).report
    }
    #expect(try report(1) == report(3))
    #expect(try report(3) == report(3))
  }

  @Test("progress rises to 1, and a wish to stop is honoured")
  func watched() throws {
    let splits = try SplitPlan(.weekly(windows: 3)).rankingSplits(of: randomLog())
    let seen = Mutex<[Double]>([])
    let recipe = FixedScores(values: Array(repeating: 1, count: 60))
    _ = try Evaluator().evaluate(
      recipe, as: "fixed", on: splits,
      context: FitContext(progress: { share in seen.withLock { $0.append(share) } }))
    let shares = seen.withLock { $0 }
    #expect(shares == shares.sorted() && abs((shares.last ?? 0) - 1) < 1e-12)
    #expect(throws: EvaluationError.fit(.cancelled)) {
      try Evaluator().evaluate(
        recipe, as: "fixed", on: splits, context: FitContext(isCancelled: { true }))
    }
  }

  @Test("time and memory are what the meter says")
  func meter() throws {
    let ticks = Atomic<Int>(0)
    let split = try SplitPlan(.userTime(testFraction: 0.2)).rankingSplits(of: randomLog())
    let evaluator = Evaluator(
      meter: Evaluator.Meter(
        seconds: { Double(ticks.add(1, ordering: .relaxed).newValue) },
        peakRSSBytes: { 4096 }))
    let report = try evaluator.evaluate(Popularity(), as: "popularity", on: split).report
    #expect(report.fitSeconds == 1 && report.scoreSeconds == 1 && report.peakRSSBytes == 4096)
  }

  @Test("splits of different data are refused")
  func inconsistent() throws {
    let one = try SplitPlan(.userTime(testFraction: 0.2)).rankingSplits(of: randomLog())
    let other = try SplitPlan(.userTime(testFraction: 0.5)).rankingSplits(
      of: log([(0, 0, 1, 0), (0, 1, 1, 1)]))
    #expect(throws: EvaluationError.inconsistentSplits) {
      try Evaluator().evaluate(Popularity(), as: "popularity", on: one + other)
    }
    #expect(throws: EvaluationError.inconsistentSplits) {
      try Evaluator().evaluate(Popularity(), as: "popularity", on: [Split]())
    }
  }
}
