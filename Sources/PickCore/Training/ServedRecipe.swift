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

  /// Makes the model of a data set of titles.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`, and what the parts throw.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> ServedModel {
    guard dataset.interactions.nonzeroCount > 0 else { throw .emptyDataset }
    let tensors = try ModelTensors(recipe, dataset, context: context)
    return ServedModel(tensors, titles: dataset.items)
  }
}

/// A model as it serves, asked by the columns of a data set.
public struct ServedModel: FittedRecommender {
  private let model: TrainedModel
  private let titles: Vocabulary<Int64>

  init(_ tensors: ModelTensors, titles: Vocabulary<Int64>) {
    model = tensors.model(.unpublished)
    self.titles = titles
  }

  /// Number of titles.
  public var itemCount: Int { model.titleCount }

  /// Overwrites `scores`: those of `TrainedModel`, to the precision of a `Float`.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each title")
    let profile = ViewerProfile(request.history, of: titles)
    for (position, score) in model.scores(for: profile).enumerated() {
      scores[position] = Float(score)
    }
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
