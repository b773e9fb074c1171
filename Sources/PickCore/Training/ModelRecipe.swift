public import PickRecommender

/// All the constants a model is trained with.
public struct ModelRecipe: Codable, Equatable, Sendable {
  /// How watching becomes a weight.
  public var rating = ImplicitRating()
  /// What is watched together, what next, what resembles, and how loud each is: chosen by
  /// evaluation (docs/decisions/blend.md).
  public var blend = Blend.newTitles

  /// The default constants.
  public init() {}
}
