import Foundation
import PickRecommender

/// Scores items by when a user last watched them: knows the answer only where it leaked.
struct Memory: Recommender {
  struct Model: FittedRecommender {
    let itemCount: Int

    func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
      for item in 0..<itemCount { scores[item] = 0 }
      for entry in request.history.entries {
        scores[entry.item.position] = Float(entry.lastSeconds)
      }
    }
  }

  func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> Model {
    Model(itemCount: dataset.items.count)
  }
}

/// Gives each item a fixed score.
struct FixedScores: Recommender {
  struct Model: FittedRecommender {
    let values: [Float]
    var itemCount: Int { values.count }

    func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
      for item in 0..<itemCount { scores[item] = values[item] }
    }
  }

  var values: [Float]

  func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> Model {
    context.progress(0.5)
    try context.checkCancellation()
    context.progress(1)
    return Model(values: values)
  }
}

/// Predicts the mean of all ratings.
struct MeanRating: RatingPredictor {
  struct Model: FittedRatingPredictor {
    let mean: Double
    let scale: ClosedRange<Double>

    func estimate(user: UserIndex?, item: ItemIndex?) -> Double? { nil }
  }

  func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> Model {
    Model(mean: ratings.mean, scale: ratings.scale)
  }
}

/// Expects the item's position plus one; of strangers the mean.
struct PositionRating: RatingPredictor {
  struct Model: FittedRatingPredictor {
    let mean: Double
    let scale: ClosedRange<Double>

    func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
      guard user != nil, let item else { return nil }
      return Double(item.position + 1)
    }
  }

  func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> Model {
    Model(mean: ratings.mean, scale: ratings.scale)
  }
}

/// Writes a recipe down and reads it back, as a report does.
enum Recoded {
  static func recipe<Recipe: Recommender>(_ recipe: Recipe) throws -> Recipe {
    try value(recipe)
  }

  /// Writes any value down and reads it back.
  static func value<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }
}
