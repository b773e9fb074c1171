import Foundation
import PickRecommender

/// Writes a recipe down and reads it back, as a report does.
enum Recoded {
  static func recipe<Recipe: Recommender>(_ recipe: Recipe) throws -> Recipe {
    try JSONDecoder().decode(Recipe.self, from: JSONEncoder().encode(recipe))
  }
}
