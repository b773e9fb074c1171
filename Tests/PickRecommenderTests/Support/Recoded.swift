import Foundation
import PickRecommender

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
