import PickRecommender
import Testing

@Suite("Rating evaluation") struct RatingEvaluationTests {
  /// User 0 rated items 0 and 1, user 1 item 0, user 2 nothing; item 2 has no rating.
  private func split(_ heldOut: [(Int, Int, Double)]) throws -> RatingSplit {
    let train = try RatingSet(
      itemCount: 3, rowOffsets: [0, 2, 3, 3], items: [0, 1, 0], ratings: [1, 5, 3], scale: 1...5)
    return try RatingSplit(
      train: train,
      heldOut: heldOut.map {
        RatingSplit.Case(user: UserIndex($0.0), item: ItemIndex($0.1), rating: $0.2)
      })
  }

  @Test("RMSE is the root of the mean square, MAE the mean distance, as by hand")
  func byHand() throws {
    // The model says position + 1 of what it knows, and the mean 3 of strangers.
    let split = try split([(0, 2, 5), (1, 1, 4), (2, 0, 3), (2, 1, 1)])
    let report = try Evaluator().evaluate(PositionRating(), as: "position", on: [split]).report
    // Errors: 3 − 5, 2 − 4, 3 − 3, 3 − 1.
    let rmse = try #require(report.mean("rmse"))
    #expect(abs(rmse - 3.0.squareRoot()) < 1e-12)
    #expect(report.mean("mae") == 1.5)
    #expect(report.users == 3 && report.skipped == 0 && report.task == "rating")
    #expect(report.metrics["rmse"]?.low ?? 9 <= rmse && rmse <= report.metrics["rmse"]?.high ?? 0)
  }

  @Test("a user's own RMSE is a root, too")
  func byUser() throws {
    // Errors: 2 of user 0; 2 and, in another fold, 0 of user 1.
    let splits = try [split([(0, 2, 5), (1, 1, 4)]), split([(1, 2, 3)])]
    let evaluation = try Evaluator().evaluate(PositionRating(), as: "position", on: splits)
    #expect(evaluation.values("rmse") == [2, 2.0.squareRoot(), nil])
    #expect(evaluation.values("mae") == [2, 1, nil])
  }

  @Test("over folds the figures are averaged fold by fold")
  func folds() throws {
    let splits = try [split([(1, 1, 4)]), split([(1, 1, 3)])]
    let report = try Evaluator().evaluate(PositionRating(), as: "position", on: splits).report
    #expect(report.mean("rmse") == 1.5 && report.skipped == 2)
  }

  @Test("the mean of all ratings errs by their spread")
  func mean() throws {
    let rows = (0..<100).map {
      InteractionLog.Row(
        user: Int64($0 / 10), item: Int64($0 % 10), rating: $0.isMultiple(of: 2) ? 1 : 5,
        atSeconds: 0)
    }
    let splits = try SplitPlan(.random(folds: 5), seed: 3).ratingSplits(
      of: InteractionLog(rows: rows))
    let report = try Evaluator().evaluate(MeanRating(), as: "mean", on: splits).report
    let (rmse, mae) = (try #require(report.mean("rmse")), try #require(report.mean("mae")))
    #expect(abs(rmse - 2) < 0.02 && abs(mae - 2) < 0.02)
  }

  @Test("what was rated several times later is asked once, for the last rating")
  func repeated() throws {
    let ratings: [(item: Int64, rating: Double)] = [(1, 1), (2, 1), (3, 1), (9, 0.1), (9, 1)]
    let log = InteractionLog(
      rows: ratings.enumerated().map { place, row in
        InteractionLog.Row(
          user: 1, item: row.item, rating: row.rating, atSeconds: Int64(place) + 1)
      })
    let split = try #require(
      try SplitPlan(.userTime(testFraction: 0.4)).ratingSplits(of: log).first)
    #expect(split.heldOut.map(\.rating) == [1])
  }

  @Test("the student protocol is reported under its name")
  func student() throws {
    // Estimates 2 and, of the unknown item, 3; liking begins in the middle of the scale, at 3.
    let report = try Evaluator(at: 5).evaluate(
      PositionRating(), as: "position", on: [split([(1, 1, 5), (1, 2, 4)])]
    ).report
    #expect(report.mean("student-precision@5") == 1 && report.mean("student-recall@5") == 0.5)
  }

  @Test("two rating models are compared by user")
  func paired() throws {
    let split = try split([(0, 2, 5), (1, 1, 4), (2, 0, 3), (2, 1, 1)])
    let evaluator = Evaluator()
    let one = try evaluator.evaluate(PositionRating(), as: "position", on: [split])
    let other = try evaluator.evaluate(MeanRating(), as: "mean", on: [split])
    let lead = try #require(PairedComparison(one, against: other, by: "rmse"))
    // User 1: 2 instead of 1; the others are asked the same.
    #expect(abs(lead.difference.mean - (3.0.squareRoot() - 1.5)) < 1e-12)
    #expect(lead.better == 0 && abs(lead.worse - 1.0 / 3) < 1e-12)
  }
}

@Suite struct StudentProtocolTests {
  @Test("of the first k, what is predicted liked and is liked")
  func worked() {
    let cases = [(4.8, 5.0), (4.5, 3.0), (4.0, 4.0), (3.0, 5.0), (2.0, 1.0)].map {
      (estimate: $0.0, rating: $0.1)
    }
    let three = StudentProtocol(at: 3, threshold: 4).measure(cases)
    #expect(three.precision == 2.0 / 3 && three.recall == 2.0 / 3)
    // The fourth is among the first k, but not predicted liked.
    let four = StudentProtocol(at: 4, threshold: 4).measure(cases)
    #expect(four.precision == 2.0 / 3 && four.recall == 2.0 / 3)
  }

  @Test("nothing predicted liked, and nothing liked, is 0")
  func none() {
    let low = StudentProtocol(at: 3, threshold: 4).measure([(1, 5)])
    #expect(low.precision == 0 && low.recall == 0)
    let disliked = StudentProtocol(at: 3, threshold: 4).measure([(5, 1)])
    #expect(disliked.precision == 0 && disliked.recall == 0)
  }

  @Test("equal estimates keep their order")
  func ties() {
    let measured = StudentProtocol(at: 1, threshold: 3).measure([(4, 5), (4, 1)])
    #expect(measured.precision == 1 && measured.recall == 1)
  }
}
