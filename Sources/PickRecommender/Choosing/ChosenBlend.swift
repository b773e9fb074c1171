/// A blend that chooses its settings on the last weeks of what it learns from.
///
/// The last `windows` weeks are held out one by one, each asked of everything before it, and
/// `BlendChoice` takes what they can tell apart. Where they hold too few cases the blend is
/// `standard`. The events are those of the context (`FitContext.learning(from:)`); without them each
/// cell of the data set is one.
///
///     let model = try ChosenBlend().fit(data, context: context.learning(from: log))
///
/// Takes about twenty fits of EASE on the 2,500 most watched items of each inner split.
public struct ChosenBlend: Recommender {
  /// How many of the last weeks decide, > 0.
  public var windows = 3
  /// What serves where nothing can be chosen.
  public var standard = Blend.newTitles

  /// A recipe.
  public init(windows: Int = 3, standard: Blend = .newTitles) {
    self.windows = windows
    self.standard = standard
  }

  /// Chooses and fits.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`, and what the parts throw.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> BlendModel {
    try fitted(dataset, context: context).model
  }

  /// Chooses and fits; says also what was chosen, `nil` where `standard` was fitted.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`, and what the parts throw.
  public func fitted(
    _ dataset: Dataset, context: FitContext
  ) throws(FitError) -> (model: BlendModel, choice: BlendChoice?) {
    guard dataset.interactions.nonzeroCount > 0 else { throw .emptyDataset }
    let choice = try choose(from: context.events(of: dataset), context: context.part(0...0.8))
    let model = try (choice?.blend ?? standard).fit(dataset, context: context.part(0.8...1))
    return (model, choice)
  }

  /// What the last weeks of a log say; `nil` where they hold too few cases.
  ///
  /// - Throws: `FitError.cancelled`, and what the parts throw.
  public func choose(
    from log: InteractionLog, context: FitContext
  ) throws(FitError) -> BlendChoice? {
    let plan = SplitPlan(.weekly(windows: max(1, windows)), catalogue: .all, leastPast: 1)
    let splits: [Split]
    do throws(SplitError) {
      splits = try plan.rankingSplits(of: log)
    } catch {
      switch error {
      // All at one instant, or within a week: there is no past to choose by.
      case .nothingToSplit, .invalidMethod, .unordered, .leak: return nil
      case .data(let error): throw .data(error)
      }
    }
    return try BlendChoice(on: splits, context: context)
  }
}
