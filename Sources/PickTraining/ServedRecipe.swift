public import PickCore
import PickModel
public import PickRecommender

/// What `TrainModel` publishes, as a recipe that can be evaluated: settings are chosen, the model is
/// made and asked as they are where it serves.
///
/// The columns of the data set are titles. A history has no thumbs and no opened pages in it, and
/// popularity is what it was at the end of the past.
public struct ServedRecipe: Recommender {
  /// The constants.
  public var recipe = ModelRecipe()

  /// The default constants.
  public init() {}

  /// Makes the model of a data set of titles; it is asked by columns, where `TrainedModel` is asked
  /// by identifiers.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`, and what the parts throw.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> BlendModel {
    guard dataset.interactions.nonzeroCount > 0 else { throw .emptyDataset }
    return try TrainedModel.fitted(recipe, to: dataset, context: context).model.blend
  }
}

extension ViewerProfile {
  /// The history of a row of a data set of titles, without thumbs.
  public init(_ history: UserHistory, of titles: Vocabulary<Int64>) {
    self.init(
      entries: history.entries.map { entry in
        Entry(
          title: Title.ID(titles.identifiers[entry.item.position]), watched: entry.weight,
          lastWatchedAt: Instant(secondsSince1970: entry.lastSeconds))
      })
  }
}

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
