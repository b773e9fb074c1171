public import PickRecommender

/// All the constants a model is trained with.
public struct ModelRecipe: Codable, Equatable, Sendable {
  /// How watching becomes a weight.
  public var rating = ImplicitRating()
  /// What is watched together.
  public var collaborative = EASE()
  /// What resembles each other.
  public var content = ContentSimilarity()
  /// How much contents count beside what is watched together, which counts 1.
  public var contentShare: Float = 0.1

  /// The default constants.
  public init() {}
}
