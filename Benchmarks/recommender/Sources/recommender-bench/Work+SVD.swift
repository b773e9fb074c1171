import PickRecommender

extension Work {
  /// Fits SVD: 100 factors, 20 epochs.
  static let svd = rating("svd", SVD(), sample: 20_000)
  /// Fits SVD++: 20 factors, 20 epochs.
  static let svdPlusPlus = rating("svdpp", SVDPlusPlus(), sample: 2_000)
  /// The same on ten times as much.
  static let svdPlusPlus1M = rating("svdpp-1m", SVDPlusPlus(), sample: 2_000)

  /// Fits a rating model; the value is the error on the first ratings it learned from.
  private static func rating(_ name: String, _ recipe: some RatingPredictor, sample: Int) -> Work {
    Work(name: name) { files in
      let ratings = try files.ratings()
      var fitted: (any FittedRatingPredictor)?
      let seconds = try seconds { fitted = try recipe.fit(ratings, context: FitContext(seed: 1)) }
      return Measurement(
        seconds: seconds, values: ["rmse": fitted.map { rmse($0, ratings, sample) } ?? .nan])
    }
  }

  private static func rmse(
    _ model: any FittedRatingPredictor, _ ratings: RatingSet, _ sample: Int
  ) -> Double {
    var squares = 0.0
    for user in 0..<ratings.userCount {
      for cell in ratings.cells(of: UserIndex(user)) where cell < sample {
        let estimate = model.estimate(user: UserIndex(user), item: ItemIndex(ratings.items[cell]))
        let error = (estimate ?? model.mean) - ratings.ratings[cell]
        squares += error * error
      }
    }
    return (squares / Double(sample)).squareRoot()
  }
}
