import Glibc
import PickRecommender

extension Work {
  /// Ranks ten items for every viewer from the factors of a fitted ALS.
  ///
  /// The factors are written beside the data, so that the peer ranks by the same numbers; `items` is
  /// the sum of all recommended items, `score` the mean of their scores.
  static let top10 = Work(name: "top10") { files in
    let data = try files.dataset()
    let model = try ImplicitALS(factors: 64, alpha: 20, iterations: 3).fit(
      data, context: .init(seed: 1))
    try RatingFiles.write(packed(model.users), to: "\(files.directory)/als-users.f32")
    try RatingFiles.write(packed(model.items), to: "\(files.directory)/als-items.f32")
    var lists: [[ScoredItem]] = []
    let seconds = seconds {
      lists = BatchRanking(count: 10).rank(
        model.users, items: model.items, seen: data.interactions)
    }
    let all = lists.joined()
    return Measurement(
      seconds: seconds,
      values: [
        "items": Double(all.reduce(0) { $0 + $1.item.position }),
        "score": all.reduce(0) { $0 + $1.score } / Double(all.count),
      ])
  }

  /// Fold-in of a history and the scores of all items, one viewer at a time: microseconds of
  /// processor time each, which a busy machine stretches less than the clock on the wall.
  static let foldIn = Work(name: "fold-in") { files in
    let data = try files.dataset()
    let model = try ImplicitALS(factors: 64, alpha: 20, iterations: 3).fit(
      data, context: .init(seed: 1))
    let histories = (0..<1000).map { data.history(of: UserIndex($0 * 7 % data.users.count)) }
    var sum: Float = 0
    let start = clock()
    for history in histories { sum += model.factors(of: history)[0] }
    let folded = clock()
    var scores = [Float](repeating: 0, count: model.itemCount)
    let seconds = seconds {
      for history in histories {
        var span = scores.mutableSpan
        model.score(ScoringRequest(history: history), into: &span)
      }
    }
    let scored = clock()
    let length = histories.reduce(0) { $0 + $1.entries.count }
    return Measurement(
      seconds: seconds,
      values: [
        "micros-fold": Double(folded - start) / 1000,
        "micros-score": Double(scored - folded) / 1000,
        "mean": Double(sum) / 1000, "history": Double(length) / 1000,
      ])
  }

  private static func packed(_ matrix: FactorMatrix) -> [Float] {
    (0..<matrix.rowCount).flatMap { matrix.row($0) }
  }
}
