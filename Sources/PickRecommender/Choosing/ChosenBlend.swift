/// A blend that chooses its settings on inner splits of what it learns from, by `BlendChoice`.
///
/// The inner splits ask what the blend will be asked: an evaluation says how it cuts, and the past is
/// cut the same way once more. Where events are dealt at random the inner folds are small, and only
/// settings that need no order are chosen (`BlendChoice.orderlessAxes`). Without an evaluation, the
/// last `windows` weeks are held out one by one, each asked of everything before it, newcomers
/// included. With too few cases, and where titles may be continued, the blend is `standard`; at
/// episode level it is `Blend.episodes`, which no share of another part was found to make better
/// (docs/decisions/real-logs.md).
///
///     let model = try ChosenBlend().fit(data, context: context.learning(from: log))
///
/// Takes about twenty fits of EASE on the 2,500 most watched items of each inner split.
public struct ChosenBlend: Recommender {
  /// How many of the last weeks decide, > 0.
  public var windows: Int
  /// What serves where nothing can be chosen.
  public var standard: Blend
  /// Whether the last weeks of the data decide, whatever the split of an evaluation; so it is in training.
  public var asksByWeek: Bool

  /// A recipe.
  public init(windows: Int = 3, standard: Blend = Blend(), asksByWeek: Bool = false) {
    self.windows = windows
    self.standard = standard
    self.asksByWeek = asksByWeek
  }

  /// Chooses and fits.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`, and what the parts throw.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> BlendModel {
    try fitted(dataset, context: context).model
  }

  /// Chooses and fits; says also what was chosen, `nil` where nothing could be.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`, and what the parts throw.
  public func fitted(
    _ dataset: Dataset, context: FitContext
  ) throws(FitError) -> (model: BlendModel, choice: BlendChoice?) {
    guard dataset.interactions.nonzeroCount > 0 else { throw .emptyDataset }
    guard dataset.places.isEmpty else {
      return (try Blend.episodes.fit(dataset, context: context), nil)
    }
    let choice = try choose(for: dataset, context: context.part(0...0.8))
    // Where nothing was chosen the one fit is all of the work.
    let model = try (choice?.blend ?? standard).fit(
      dataset, context: context.part((choice == nil ? 0 : 0.8)...1))
    return (model, choice)
  }

  private func choose(
    for dataset: Dataset, context: FitContext
  ) throws(FitError) -> BlendChoice? {
    let plan = asksByWeek ? nil : context.plan
    let splits: [Split]
    do throws(SplitError) {
      splits = try innerSplits(of: context.events(of: dataset), asked: plan)
    } catch {
      switch error {
      // All at one instant, or within a week: there is no past to choose by.
      case .nothingToSplit, .invalidMethod, .unordered, .leak: return nil
      case .data(let error): throw .data(error)
      }
    }
    if case .random = plan?.method {
      return try BlendChoice(
        from: .tasteAlone, among: BlendChoice.orderlessAxes, on: splits, context: context)
    }
    return try BlendChoice(on: splits, context: context)
  }

  /// Of how many random folds some decide.
  private static let leastFolds = 10

  /// Cuts the past as what is asked was cut off from it.
  private func innerSplits(
    of log: InteractionLog, asked: SplitPlan?
  ) throws(SplitError) -> [Split] {
    var plan = asked ?? SplitPlan(.weekly(windows: windows), catalogue: .all)
    guard plan.task == .newItems else { return [] }
    switch plan.method {
    case .weekly, .windows:
      plan.method = .weekly(windows: max(1, windows))
      return try plan.rankingSplits(of: log)
    case .random(let folds):
      // Small folds leave the past nearly whole: half of it would ask for other settings.
      plan.method = .random(folds: max(folds, Self.leastFolds))
      return Array(try plan.rankingSplits(of: log).prefix(max(1, windows)))
    case .userTime, .globalTime:
      return try plan.rankingSplits(of: log)
    }
  }
}
