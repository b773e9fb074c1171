public import PickRecommender

/// All the constants a model is trained with.
public struct ModelRecipe: Codable, Equatable, Sendable {
  /// How watching becomes a weight.
  public var rating = ImplicitRating()
  /// How many of the last weeks of the data choose the settings of the blend (`ChosenBlend`); 0 for
  /// `blend` as it is.
  public var weeks = 3
  /// What is watched together, what next, what resembles, what is popular, and how loud each is,
  /// where nothing is chosen: what wins on a real month (docs/decisions/real-logs.md).
  public var blend = Blend.newTitles

  /// The default constants.
  public init() {}

  /// The default constants, nothing chosen: for a first model at once.
  public static var fixed: ModelRecipe {
    var recipe = ModelRecipe()
    recipe.weeks = 0
    return recipe
  }
}
