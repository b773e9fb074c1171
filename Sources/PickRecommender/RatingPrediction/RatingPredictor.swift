/// A recipe of a rating predictor: hyperparameters without learned parameters.
public protocol RatingPredictor: Codable, Equatable, Sendable {
  /// The fitted model.
  associatedtype Model: FittedRatingPredictor

  /// Learns a model from ratings.
  ///
  /// - Throws: `FitError`.
  func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> Model
}

/// A fitted rating predictor.
///
/// It is immutable, so that any number of requests can share it.
public protocol FittedRatingPredictor: Sendable {
  /// The mean of the training ratings, which is predicted where there is no estimate.
  var mean: Double { get }
  /// The range of ratings, to which predictions are clipped.
  var scale: ClosedRange<Double> { get }

  /// The estimate of the model, not clipped; `nil` where it has none.
  ///
  /// - Parameters:
  ///   - user: the row; `nil` for a user the model was not fitted on.
  ///   - item: the column; `nil` for an item the model was not fitted on.
  /// - Returns: a rating, finite.
  func estimate(user: UserIndex?, item: ItemIndex?) -> Double?
}

extension FittedRatingPredictor {
  /// The predicted rating: the estimate, or the mean where there is none, clipped to the scale.
  public func predict(user: UserIndex?, item: ItemIndex?) -> Double {
    let estimate = estimate(user: user, item: item) ?? mean
    return min(scale.upperBound, max(scale.lowerBound, estimate))
  }
}

/// Ranks items by predicted ratings.
///
/// The original program ranked this way. It is worse than plain popularity (docs/recommender.md)
/// and serves for comparison.
public struct RatingRanking<Predictor: RatingPredictor>: Recommender {
  /// The rating predictor.
  public var predictor: Predictor

  /// A ranking by the predictions of `predictor`.
  public init(_ predictor: Predictor) { self.predictor = predictor }

  /// Fits the predictor to the weights of the data set as ratings.
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

/// A fitted rating predictor that ranks.
public struct RatingRankingModel<Model: FittedRatingPredictor>: FittedRecommender {
  /// The rating predictor.
  public let model: Model
  /// The number of items that are scored.
  public let itemCount: Int

  /// Overwrites `scores` with the predicted rating of each item; a request without a row of the fit
  /// gets the predictions for an unknown user.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    for item in 0..<itemCount {
      scores[item] = Float(model.predict(user: request.user, item: ItemIndex(item)))
    }
  }
}
