import Foundation
import PickRecommender
import PickTestRunning
import Testing

/// Quality on real data, where `PICK_MOVIELENS` names the folder of ml-latest-small.
@Suite("MovieLens") struct MovieLensTests {
  static let directory = Need.movieLens.found

  @Test(
    "EASE keeps the quality it is chosen for, far above popularity",
    .needs(.movieLens))
  func quality() throws {
    let log = try MovieLens.log(in: #require(Self.directory))
    let splits = try SplitPlan(.userTime(testFraction: 0.2), positiveMinimum: 4)
      .rankingSplits(of: log)
    let evaluator = Evaluator()
    let ease = try evaluator.evaluate(EASE(), as: "ease", on: splits)
    let popularity = try evaluator.evaluate(
      Popularity.allTime, as: "popularity", on: splits)
    let (reached, floor) = try (
      #require(ease.report.mean("ndcg@10")), #require(popularity.report.mean("ndcg@10"))
    )
    #expect(reached > 0.125)
    #expect(floor < 0.1)
  }

  @Test(
    "EASE, its regularization tuned on the past alone, lands where others measured it",
    .needs(.movieLens))
  func tuned() throws {
    let log = try MovieLens.log(in: #require(Self.directory))
    let split = try #require(
      try SplitPlan(.userTime(testFraction: 0.2), positiveMinimum: 4).rankingSplits(of: log).first)
    let inner = try split.inner()
    let evaluator = Evaluator(metrics: [NDCG(at: 10)], bootstrap: Bootstrap(resamples: 100))
    // Items of one or two users cost most of the time and decide nothing about λ.
    let tried = try [30, 100, 300].map { (regularization: Float) in
      let recipe = EASE(regularization: regularization, maximumItems: 2500)
      let report = try evaluator.evaluate(recipe, as: "ease", on: [inner]).report
      return (regularization, try #require(report.mean("ndcg@10")))
    }
    let best = try #require(tried.max { $0.1 < $1.1 }).0
    let report = try evaluator.evaluate(
      EASE(regularization: best), as: "ease", on: [split]
    ).report
    let reached = try #require(report.mean("ndcg@10"))
    #expect(0.12 < reached && reached < 0.13, "λ \(best) of \(tried)")
  }

  @Test(
    "the blend leads EASE by more than 5 %, for certain",
    .needs(.movieLens))
  func blend() throws {
    let log = try MovieLens.log(in: #require(Self.directory))
    let splits = try SplitPlan(.userTime(testFraction: 0.2), positiveMinimum: 4)
      .rankingSplits(of: log)
    let evaluator = Evaluator()
    let ease = try evaluator.evaluate(EASE(neighbours: 0), as: "ease", on: splits)
    let blend = try evaluator.evaluate(Blend(), as: "blend", on: splits)
    let lead = try #require(PairedComparison(blend, against: ease, by: "ndcg@10"))
    #expect(try #require(lead.relative) > 0.05)
    #expect(try #require(lead.difference.low) > 0)
  }
}

/// Reads MovieLens' ratings as the product weighs them.
enum MovieLens {
  static func weight(stars: Float) -> Float {
    let record = WatchRecord(
      title: 1, asset: 1, startSeconds: 0, watchedSeconds: 0,
      statedPreference: stars / 5)
    // Half a star weighs nothing, but the item stays one the user has seen.
    return max(1e-4, ImplicitRating().ratings(of: [record], asOfSeconds: 0)[0].weight)
  }

  static func log(in directory: String) throws -> InteractionLog {
    let text = try String(contentsOfFile: "\(directory)/ratings.csv", encoding: .utf8)
    return InteractionLog(
      rows: text.split(whereSeparator: \.isNewline).dropFirst().map {
        let fields = $0.split(separator: ",").map { Double($0) ?? 0 }
        return InteractionLog.Row(
          user: Int64(fields[0]), item: Int64(fields[1]), rating: fields[2],
          weight: weight(stars: Float(fields[2])), atSeconds: Int64(fields[3]))
      })
  }
}

extension MovieLensTests {
  @Test(
    "200 weights a row keep the ranking of the dense matrix",
    .needs(.movieLens))
  func pruned() throws {
    let log = try MovieLens.log(in: #require(Self.directory))
    let splits = try SplitPlan(.userTime(testFraction: 0.2), positiveMinimum: 4)
      .rankingSplits(of: log)
    let evaluator = Evaluator(metrics: [NDCG(at: 10)])
    let dense = try evaluator.evaluate(EASE(neighbours: 0), as: "dense", on: splits)
    let pruned = try evaluator.evaluate(EASE(), as: "pruned", on: splits)
    let loss = try #require(PairedComparison(pruned, against: dense, by: "ndcg@10"))
    print(loss)
    // What it may lose at most, with 95 % certainty; docs/decisions/pruned-ease.md has the figures.
    #expect(try #require(loss.difference.low) > -0.008)
  }
}
