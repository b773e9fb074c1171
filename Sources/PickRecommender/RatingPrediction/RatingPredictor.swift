/// A recipe that learns to predict stated ratings: hyperparameters only, nothing learned.
public protocol RatingPredictor: Codable, Equatable, Sendable {
  /// What fitting makes of it.
  associatedtype Model: FittedRatingPredictor

  /// Learns from ratings.
  func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> Model
}

/// What a recipe learned about ratings.
///
/// Immutable, so any number of requests may share it.
public protocol FittedRatingPredictor: Sendable {
  /// The mean of the ratings it learned from: the estimate where the model has none.
  var mean: Double { get }
  /// What a rating may be.
  var scale: ClosedRange<Double> { get }

  /// What the model itself says, not clipped; `nil` where it has nothing to go by.
  ///
  /// - Parameters:
  ///   - user: the row; `nil` for a user the model was not fitted on.
  ///   - item: the column; `nil` for an item the model was not fitted on.
  /// - Returns: a rating, finite.
  func estimate(user: UserIndex?, item: ItemIndex?) -> Double?
}

extension FittedRatingPredictor {
  /// The rating to expect: the estimate, or the mean where there is none, clipped to the scale.
  public func predict(user: UserIndex?, item: ItemIndex?) -> Double {
    let estimate = estimate(user: user, item: item) ?? mean
    return min(scale.upperBound, max(scale.lowerBound, estimate))
  }
}

/// Ranks items by the rating a model predicts for them.
///
/// This is what the original did. It loses to plain popularity (docs/recommender.md) and is here so
/// that anyone can see that it does.
public struct RatingRanking<Predictor: RatingPredictor>: Recommender {
  /// Who predicts.
  public var predictor: Predictor

  /// A ranking by what `predictor` expects.
  public init(_ predictor: Predictor) { self.predictor = predictor }

  /// Takes the data set's weights as ratings and learns from them.
  public func fit(
    _ dataset: Dataset, context: FitContext
  ) throws(FitError) -> RatingRankingModel<Predictor.Model> {
    guard dataset.interactions.nonzeroCount > 0 else { throw .emptyDataset }
    let ratings: RatingSet
    do { ratings = try RatingSet(dataset) } catch { throw .data(error) }
    return RatingRankingModel(
      model: try predictor.fit(ratings, context: context), itemCount: dataset.items.count)
  }
}

/// A rating model that ranks.
public struct RatingRankingModel<Model: FittedRatingPredictor>: FittedRecommender {
  /// Who predicts.
  public let model: Model
  /// Number of items a score is given for.
  public let itemCount: Int

  /// Overwrites `scores` with the clipped rating of each item; a request without a row of the fit
  /// gets what the model says to a stranger.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    for item in 0..<itemCount {
      scores[item] = Float(model.predict(user: request.user, item: ItemIndex(item)))
    }
  }
}
