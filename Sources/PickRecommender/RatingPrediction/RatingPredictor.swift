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
