import Glibc
import PickRecommender
import Testing

/// The code of the module's articles, compiled and run; `ArticleTests` holds the two together.
@Suite("Examples of the articles") struct ArticleExamples {
  /// Users like even items or odd ones; each has one left to find.
  private var rows: [InteractionLog.Row] {
    var rows: [InteractionLog.Row] = []
    for user in 0..<8 {
      for item in stride(from: user % 2, to: 16, by: 2) where item != user {
        rows.append(
          InteractionLog.Row(
            user: Int64(user), item: Int64(item), rating: item.isMultiple(of: 3) ? 5 : 4,
            atSeconds: Int64(1_000 + (item + 5 * user) % 16)))
      }
    }
    return rows
  }

  @Test("fit and recommend")
  func fitAndRecommend() throws {
    let log = InteractionLog(rows: rows)
    let data = try log.dataset()
    let model = try EASE(regularization: 10).fit(data, context: FitContext(seed: 7))

    let row = try #require(data.users.position(of: 3))
    let history = data.history(of: UserIndex(row))
    let request = ScoringRequest(history: history, atSeconds: 2_000)
    let picks = model.recommend(2, for: request, among: .all())
    let names = picks.map { data.items.identifiers[$0.item.position] }
    #expect(names.first == 3)

    let watchedNow = UserHistory.Entry(item: picks[0].item, weight: 1, lastSeconds: 2_000)
    let live = ScoringRequest(
      history: UserHistory(history.entries + [watchedNow]), atSeconds: 2_060)
    let next = model.recommend(2, for: live, among: .all())
    #expect(!next.map(\.item).contains(picks[0].item))

    let reasons = model.contributions(to: picks[0].item, for: request)
    let strongest = reasons.max { $0.score < $1.score }
    #expect(abs(reasons.reduce(0) { $0 + $1.score } - picks[0].score) < 1e-5)
    #expect(strongest.map { $0.score > 0 } == true)
  }

  @Test("by name")
  func byName() throws {
    let recipe = try Algorithm[.ease]?.recommender(["regularization": "250"])
    #expect(recipe as? EASE == EASE(regularization: 250))
  }

  @Test("ratings")
  func ratings() throws {
    let log = InteractionLog(rows: rows)
    let predictor = try SVDPlusPlus().fit(log.ratings(), context: FitContext(seed: 1))
    let expected = predictor.predict(user: UserIndex(0), item: ItemIndex(2))
    let ofStranger = predictor.predict(user: nil, item: ItemIndex(2))
    #expect((4...5).contains(expected) && (4...5).contains(ofStranger))
  }

  @Test("evaluate honestly")
  func evaluateHonestly() throws {
    let log = InteractionLog(rows: rows)
    let plan = SplitPlan(.userTime(testFraction: 0.2), positiveMinimum: 4)
    let splits = try plan.rankingSplits(of: log)
    let evaluator = Evaluator(at: 10)
    let ease = try evaluator.evaluate(EASE(), as: "ease", on: splits)
    let popular = try evaluator.evaluate(Popularity(), as: "popularity", on: splits)

    let inner = try splits.map { split throws(SplitError) in try split.inner() }
    let tried = try [30, 300].map { (regularization: Float) in
      let report = try evaluator.evaluate(
        EASE(regularization: regularization), as: "ease", on: inner
      ).report
      return (regularization, report.mean("ndcg@10") ?? 0)
    }
    let best = tried.max { $0.1 < $1.1 }?.0 ?? 100
    #expect([30, 300].contains(best))

    let lead = PairedComparison(ease, against: popular, by: "ndcg@10")
    let isCertain = lead?.difference.excludesZero ?? false
    #expect(lead != nil && (isCertain || lead?.difference.low != nil))
  }

  @Test("evaluate ratings")
  func evaluateRatings() throws {
    let log = InteractionLog(rows: rows)
    let evaluator = Evaluator(at: 10)
    let folds = try SplitPlan(.random(folds: 5), seed: 1).ratingSplits(of: log)
    let baseline = try evaluator.evaluate(BaselineOnly(), as: "baseline-only", on: folds)
    let rmse = baseline.report.mean("rmse")
    #expect(rmse.map { (0...1).contains($0) } == true)
  }

  @Test("add a model")
  func addAModel() throws {
    let log = InteractionLog(rows: rows)
    let report = try Evaluator().evaluate(
      LastWatched(), as: "last-watched",
      on: SplitPlan(.userTime(testFraction: 0.2)).rankingSplits(of: log)
    ).report
    #expect(report.mean("recall@10") != nil)
    #expect(LastWatched.parameters.map(\.name) == ["half-life"])
  }
}

/// Ranks items by the time of their last watch.
struct LastWatched: Recommender {
  /// Days after which an item counts half; > 0.
  var halfLifeDays = 7.0

  func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> LastWatchedModel {
    guard let newest = dataset.times.max() else { throw .emptyDataset }
    var scores = [Float](repeating: 0, count: dataset.items.count)
    for (item, time) in zip(dataset.interactions.columns, dataset.times) {
      let days = Double(newest - time) / 86_400
      scores[Int(item)] = max(scores[Int(item)], Float(exp2(-days / halfLifeDays)))
    }
    try context.checkCancellation()
    context.progress(1)
    return LastWatchedModel(scores: scores)
  }
}

struct LastWatchedModel: FittedRecommender {
  let scores: [Float]
  var itemCount: Int { scores.count }

  func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    for item in 0..<itemCount { scores[item] = self.scores[item] }
  }
}

extension LastWatched: Parameterized {
  static var parameters: [Parameter<LastWatched>] {
    [
      .real(
        "half-life", \.halfLifeDays, 0.01...10_000, search: 1...90, isLogarithmic: true,
        "days after which an item counts half")
    ]
  }
}
