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
