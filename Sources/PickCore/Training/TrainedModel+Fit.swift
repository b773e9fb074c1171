import PickRecommender

extension TrainedModel {
  /// Makes the model of a data set of titles, and says what was chosen on its last weeks; `nil`
  /// where nothing was.
  ///
  /// Without any interaction the score is content similarity alone. Titles without a watch have no
  /// prior: what is popular now stands in for it (`PresentPopularity`).
  static func fitted(
    _ recipe: ModelRecipe, to data: Dataset, context: FitContext
  ) throws(FitError) -> (model: TrainedModel, choice: BlendChoice?) {
    let count = data.items.count
    let (chosen, blend, choice) = try fitted(recipe, data, context)
    var watched = [Float](repeating: 0, count: count)
    for column in data.interactions.columns { watched[Int(column)] = blend.prior[Int(column)] }
    let model = TrainedModel(
      id: .unpublished, titles: TensorStorage(data.items.identifiers),
      blend: BlendModel(
        taste: blend.taste.stored, sequence: blend.sequence.stored, content: blend.content,
        contentScale: blend.contentScale, prior: TensorStorage(watched)),
      popularityShare: chosen.shares.popularity)
    return (model, choice)
  }

  private static func fitted(
    _ recipe: ModelRecipe, _ data: Dataset, _ context: FitContext
  ) throws(FitError) -> (Blend, BlendModel, BlendChoice?) {
    guard data.interactions.nonzeroCount > 0 else {
      return (recipe.blend, try contents(recipe, data, context), nil)
    }
    guard recipe.weeks > 0 else {
      return (recipe.blend, try recipe.blend.fit(data, context: context), nil)
    }
    let choosing = ChosenBlend(
      windows: recipe.weeks, standard: recipe.blend, asksByWeek: true)
    let (blend, choice) = try choosing.fitted(data, context: context)
    return (choice?.blend ?? recipe.blend, blend, choice)
  }

  private static func contents(
    _ recipe: ModelRecipe, _ data: Dataset, _ context: FitContext
  ) throws(FitError) -> BlendModel {
    let count = data.items.count
    return BlendModel(
      taste: .silent(itemCount: count), sequence: .silent(itemCount: count),
      content: try recipe.blend.content.fit(data, context: context).weights,
      contentScale: TensorStorage(Array(repeating: 1, count: count)),
      prior: TensorStorage(Array(repeating: 0, count: count)))
  }
}

extension RecencyWeightedModel {
  /// The same to the precision of a file: what is asked without one is asked the same.
  fileprivate var stored: RecencyWeightedModel {
    RecencyWeightedModel(
      weights: weights,
      recency: HistoryRecency(
        halfLife: Double(Float(recency.halfLife)), floor: Double(Float(recency.floor))))
  }
}
