/// Ranks what goes on with what the user is watching: title weight × next episode.
///
/// Each title of the history has the weight of `NextEpisode`, and hands it to its episodes by their
/// distance from the one watched last. An episode that was begun and not finished comes before all
/// others of its title; a finished one is not offered again. Without places (at title level) a
/// title is one item, and the ranking says which titles to go on with.
///
/// With `order` `latest` it is the plain rule every model of series has to beat: the next episodes
/// of the titles watched last, three of each, newest title first.
public struct EpisodeContinuation: Recommender {
  /// Which title goes first.
  public enum Order: String, Codable, CaseIterable, Sendable {
    /// By title weight and distance together.
    case weight
    /// By the last watch of the title alone, three episodes of each.
    case latest
  }

  /// Title weight and nearness.
  public var formula: NextEpisode
  /// From this weight of a cell on an episode is finished, in [0, 1].
  public var finishedRatio: Float
  /// Which title goes first.
  public var order: Order

  /// A recipe; by default constants found on held-out weeks of invented logs.
  public init(
    formula: NextEpisode = NextEpisode(
      halfLifeSeconds: 8 * 86_400, forward: 0.55, backward: 0.05, repetition: 0),
    finishedRatio: Float = 0.9, order: Order = .weight
  ) {
    self.formula = formula
    self.finishedRatio = finishedRatio
    self.order = order
  }

  /// Learns which episodes each title has; nothing else is learned.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`.
  public func fit(
    _ dataset: Dataset, context: FitContext
  ) throws(FitError) -> EpisodeContinuationModel {
    guard dataset.interactions.nonzeroCount > 0 else { throw .emptyDataset }
    try context.checkCancellation()
    context.progress(1)
    return EpisodeContinuationModel(
      recipe: self, places: dataset.places, itemCount: dataset.items.count)
  }
}

extension EpisodeContinuation: Parameterized {
  /// The settings of going on.
  public static var parameters: [Parameter<EpisodeContinuation>] {
    [
      .real(
        "half-life-days", \.halfLifeDays, 0.01...10_000, search: 1...60, isLogarithmic: true,
        "days in which a watch counts half"),
      .real(
        "forward", \.formula.forward, 0.01...1, search: 0.3...0.95,
        "what each place after the episode watched last multiplies with"),
      .real(
        "backward", \.formula.backward, 0...1, search: 0...0.5,
        "what going backwards multiplies with besides"),
      .real(
        "repetition", \.formula.repetition, 0...1, search: 0...1,
        "the power by which further watches of a title count"),
      .real(
        "finished-ratio", \.finishedRatio, 0...1, search: 0.8...0.95,
        "from this weight on an episode is finished"),
      .choice("order", \.order, "which title goes first; latest is the plain rule to beat"),
    ]
  }

  /// The default recipe.
  public init() { self.init(order: .weight) }

  /// The formula's half-life in days.
  var halfLifeDays: Double {
    get { formula.halfLifeSeconds / 86_400 }
    set { formula.halfLifeSeconds = newValue * 86_400 }
  }
}
