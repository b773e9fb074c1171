/// Ranks what goes on with what the user is watching, and what is begun: continuing, jumping and
/// entering, learned from what viewers opened.
///
///     score(episode) = weight(title) × nearness(episode) + entering + tail
///
/// - Continuing: each title of the history has the weight of `NextEpisode` and hands it to its
///   episodes by how likely it is to go there from the episode opened last (`EpisodeSteps`). An
///   episode that was begun and not finished comes before all others of its title; a finished one is
///   not offered again.
/// - Jumping: the same likelihood from the other episodes that were opened, at `anchors` of it, where
///   that is more.
/// - Entering: titles the history does not know, each with the episode others begin with
///   (`TitleEntries`).
/// - Tail: what most viewers watched, for whom nothing else speaks.
///
/// Without places (at title level) a title is one item, and the ranking says which titles to go on
/// with. With `order` `latest` or steps that are fixed it is one of the plain rules every model of
/// series has to beat (`nextThree`, `ownTitles`).
public struct EpisodeContinuation: Recommender {
  /// Which title goes first.
  public enum Order: String, Codable, CaseIterable, Sendable {
    /// By title weight and nearness together.
    case weight
    /// By the last watch of the title alone, three episodes of each.
    case latest
  }

  /// Where nearness comes from.
  public enum Steps: String, Codable, CaseIterable, Sendable {
    /// From what viewers opened after an episode.
    case learned
    /// From `formula`: forward^d.
    case fixed
  }

  /// Title weight, and nearness where steps are fixed.
  public var formula: NextEpisode
  /// From this weight of a cell on an episode is finished, in [0, 1].
  public var finishedRatio: Float
  /// Which title goes first.
  public var order: Order
  /// Where nearness comes from.
  public var steps: Steps
  /// How many steps the prior counts, >= 0.
  public var priorSteps: Double = 20
  /// The power likelihoods of steps are raised to, in [0, 1]: below 1 unlikely ones count more.
  public var flatness: Double = 0.7
  /// How much the steps from episodes before the last one count, in [0, 1].
  public var anchors: Double
  /// How loud titles are that nobody began, beside one watched to the end just now, >= 0.
  public var entering: Float
  /// Says which title is begun.
  public var taste = EASE(regularization: 40, emphasis: .none)
  /// How loud the most watched item is, beside a title watched to the end just now, >= 0.
  public var tail: Float

  /// A recipe; the defaults are the best found on inner weeks of a real month
  /// (docs/decisions/real-logs.md).
  public init(
    formula: NextEpisode = NextEpisode(leastRatio: 0.3), finishedRatio: Float = 0.9,
    order: Order = .weight, steps: Steps = .learned, anchors: Double = 0.3, entering: Float = 0.05,
    tail: Float = 0.001
  ) {
    self.formula = formula
    self.finishedRatio = finishedRatio
    self.order = order
    self.steps = steps
    self.anchors = anchors
    self.entering = entering
    self.tail = tail
  }

  /// The plain rule "own titles × next episode": the sum of decayed watches of a title, times .85 for
  /// each place after the episode opened last, .3 besides for those before it.
  public static let ownTitles = EpisodeContinuation(
    formula: NextEpisode(leastRatio: 0.05), steps: .fixed, anchors: 0, entering: 0)

  /// The plain rule "the next three episodes of each title, the title opened last first".
  public static let nextThree = EpisodeContinuation(
    order: .latest, steps: .fixed, anchors: 0, entering: 0)

  /// Learns which episodes each title has, where viewers go from one, and what is begun.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`, what EASE throws.
  /// - Complexity: O(cells log cells), and EASE's over titles where `entering` is not 0.
  public func fit(
    _ dataset: Dataset, context: FitContext
  ) throws(FitError) -> EpisodeContinuationModel {
    guard dataset.interactions.nonzeroCount > 0 else { throw .emptyDataset }
    try context.checkCancellation()
    let learned =
      steps == .learned
      ? EpisodeSteps(dataset, priorSteps: priorSteps, flatness: flatness) : nil
    var entries: TitleEntries?
    if entering > 0, !dataset.places.isEmpty {
      entries = try TitleEntries(dataset, ease: taste, context: context.part(0...0.9))
    }
    let tail = tail > 0 && !dataset.places.isEmpty ? try watched(dataset, context) : []
    context.progress(1)
    return EpisodeContinuationModel(
      recipe: self, places: dataset.places, itemCount: dataset.items.count, steps: learned,
      entries: entries, tail: tail)
  }

  /// By item: its viewers ÷ the most any item has, at the tail's share.
  private func watched(
    _ dataset: Dataset, _ context: FitContext
  ) throws(FitError) -> [Float] {
    let viewers = try Popularity(halfLifeDays: 0, emphasis: .none)
      .fit(dataset, context: context.part(0.9...1)).weights
    let most = viewers.max() ?? 0
    return most > 0 ? viewers.map { tail * $0 / most } : []
  }
}

extension EpisodeContinuation: Parameterized {
  /// The settings of going on.
  public static var parameters: [Parameter<EpisodeContinuation>] {
    formulaParameters + stepParameters
  }

  private static var formulaParameters: [Parameter<EpisodeContinuation>] {
    [
      .real(
        "half-life-days", \.halfLifeDays, 0.01...10_000, search: 1...60, isLogarithmic: true,
        "days in which a watch counts half"),
      .real(
        "least-ratio", \.formula.leastRatio, 0...1, search: 0...1,
        "what an opened episode counts at least"),
      .real(
        "repetition", \.formula.repetition, 0...1, search: 0...1,
        "the power by which further watches of a title count"),
      .real(
        "forward", \.formula.forward, 0.01...1, search: 0.3...0.95,
        "fixed steps: what each place after the episode opened last multiplies with"),
      .real(
        "backward", \.formula.backward, 0...1, search: 0...1,
        "fixed steps: what going backwards multiplies with besides"),
      .real(
        "finished-ratio", \.finishedRatio, 0...1, search: 0.8...0.95,
        "from this weight on an episode is finished"),
    ]
  }

  private static var stepParameters: [Parameter<EpisodeContinuation>] {
    [
      .choice("order", \.order, "which title goes first; latest is a plain rule to beat"),
      .choice("steps", \.steps, "where viewers go from an episode; fixed is a plain rule to beat"),
      .real(
        "prior-steps", \.priorSteps, 0...1e6, search: 1...200, isLogarithmic: true,
        "learned steps: how many of them the prior counts"),
      .real(
        "flatness", \.flatness, 0...1, search: 0.3...1,
        "learned steps: below 1 unlikely ones count more"),
      .real(
        "anchors", \.anchors, 0...1, search: 0...1,
        "how much steps from episodes before the last one count"),
      .real(
        "entering", \.entering, 0...100, search: 0.001...1, isLogarithmic: true,
        "how loud titles are that nobody began"),
      .real(
        "entering-regularization", \.taste.regularization, 1e-6...1e9, search: 5...500,
        isLogarithmic: true, "how much evidence a weight between titles needs"),
      .real(
        "tail", \.tail, 0...100, search: 1e-4...0.1, isLogarithmic: true,
        "how loud the most watched item is"),
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
