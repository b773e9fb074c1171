import Glibc

/// Ranks the episodes that continue what the user is watching, and the titles that are begun next;
/// both are learned from the order in which viewers open episodes.
///
///     score(episode) = weight(title) × nearness(episode) + entering + tail
///
/// - Continuing: each title of the history has the weight of `NextEpisode`, which its episodes get
///   in proportion to the likelihood of the step from the episode opened last (`EpisodeSteps`). An
///   episode that was begun and not finished comes before all others of its title; a finished one
///   has the score 0.
/// - Jumping: the same likelihood from the other opened episodes, times `anchors`, where that is
///   larger.
/// - Entering: titles that are not in the history, each with the episode viewers begin with
///   (`TitleEntries`).
/// - Tail: the number of viewers, which orders items without any other score.
///
/// Without places (at title level) a title is one item, and the ranking orders the titles to
/// continue. With the order `latest` or fixed steps the recipe is one of the plain rules that serve
/// as baselines (`nextThree`, `ownTitles`).
public struct EpisodeContinuation: Recommender {
  /// The order of titles.
  public enum Order: String, Codable, CaseIterable, Sendable {
    /// By title weight × nearness.
    case weight
    /// By the time of the last watch of the title alone, with three episodes of each.
    case latest
  }

  /// The source of nearness.
  public enum Steps: String, Codable, CaseIterable, Sendable {
    /// Learned from the episodes viewers opened after an episode.
    case learned
    /// Computed by `formula`: forward^d.
    case fixed
  }

  /// The formula of the title weight, and of nearness where steps are fixed.
  public var formula: NextEpisode
  /// The least weight of a finished episode, in [0, 1].
  public var finishedRatio: Float
  /// The order of titles.
  public var order: Order
  /// The source of nearness.
  public var steps: Steps
  /// The weight of the prior, in steps, >= 0.
  public var priorSteps: Double = 20
  /// The power that likelihoods of steps are raised to, in [0, 1]; below 1 unlikely steps count
  /// more.
  public var flatness: Double = 0.7
  /// The factor of steps from episodes before the last one, in [0, 1].
  public var anchors: Double
  /// The share of titles that are not in the history, >= 0; a title just watched to the end has the
  /// value 1.
  public var entering: Float
  /// The recipe that scores titles that are not in the history.
  public var taste = EASE(regularization: 40, emphasis: .none)
  /// The value of the most watched item, >= 0; a title just watched to the end has the value 1.
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

  /// The plain rule "own titles × next episode": the sum of decayed watches of a title, times 0.85
  /// for each place of distance from the episode opened last, and times 0.3 for episodes before it.
  public static let ownTitles = EpisodeContinuation(
    formula: NextEpisode(leastRatio: 0.05), steps: .fixed, anchors: 0, entering: 0)

  /// The plain rule "the next three episodes of each title", the title opened last first.
  public static let nextThree = EpisodeContinuation(
    order: .latest, steps: .fixed, anchors: 0, entering: 0)

  /// Learns the episodes of each title, the steps between them, and the titles that are begun.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`, and the errors of EASE.
  /// - Complexity: O(cells log cells), and that of EASE over titles where `entering` is not 0.
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

  /// The viewers of each item ÷ those of the most watched item, times `tail`.
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
  /// The settings of continuation.
  public static var parameters: [Parameter<EpisodeContinuation>] {
    formulaParameters + stepParameters
  }

  private static var formulaParameters: [Parameter<EpisodeContinuation>] {
    [
      .real(
        "half-life-days", \.halfLifeDays, 0.01...10_000, search: 1...60, isLogarithmic: true,
        "half-life of a watch, in days"),
      .real(
        "least-ratio", \.formula.leastRatio, 0...1, search: 0...1,
        "least watch ratio of an opened episode"),
      .real(
        "repetition", \.formula.repetition, 0...1, search: 0...1,
        "the exponent of further watches of a title"),
      .real(
        "forward", \.formula.forward, 0.01...1, search: 0.3...0.95,
        "fixed steps: the factor of each place of distance"),
      .real(
        "backward", \.formula.backward, 0...1, search: 0...1,
        "fixed steps: the further factor of earlier episodes"),
      .real(
        "finished-ratio", \.finishedRatio, 0...1, search: 0.8...0.95,
        "least weight of a finished episode"),
    ]
  }

  private static var stepParameters: [Parameter<EpisodeContinuation>] {
    [
      .choice("order", \.order, "the order of titles; latest is a plain baseline"),
      .choice("steps", \.steps, "the source of steps between episodes; fixed is a plain baseline"),
      .real(
        "prior-steps", \.priorSteps, 0...1e6, search: 1...200, isLogarithmic: true,
        "learned steps: the weight of the prior, in steps"),
      .real(
        "flatness", \.flatness, 0...1, search: 0.3...1,
        "learned steps: the exponent of likelihoods; below 1 unlikely steps count more"),
      .real(
        "anchors", \.anchors, 0...1, search: 0...1,
        "the factor of steps from episodes before the last one"),
      .real(
        "entering", \.entering, 0...100, search: 0.001...1, isLogarithmic: true,
        "share of titles that are not in the history"),
      .real(
        "entering-regularization", \.taste.regularization, 1e-6...1e9, search: 5...500,
        isLogarithmic: true, "how much evidence a weight between titles needs"),
      .real(
        "tail", \.tail, 0...100, search: 1e-4...0.1, isLogarithmic: true,
        "the value of the most watched item"),
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

/// The likelihood of each step between episodes, learned from the episodes viewers opened one after
/// another.
///
/// A step is the difference of two places in the order of a title: 1 leads to the next episode, −1
/// to the one before. All steps from an opened episode of a title to the one opened after it are
/// counted. A prior of `priorSteps` steps, of which four fifths go forward and most are short,
/// smooths small counts:
///
///     P(d) = (n(d) + s π(d)) ÷ (N + s),  π(d) = (.8 or .2) × .4 × .6^(|d| − 1)
///
/// The share of a step is (P(d) ÷ max P) to the power `flatness`, which is 1 for the likeliest
/// step.
struct EpisodeSteps: Equatable, Sendable {
  /// The longest step with a likelihood above 0.
  static let reach = 512

  /// The shares of the steps from −`reach` to `reach`; the middle one is 0.
  private let shares: [Double]

  /// Learns from a data set with places; without places only the prior counts.
  ///
  /// - Complexity: O(cells × log cells of a user).
  init(_ dataset: Dataset, priorSteps: Double, flatness: Double) {
    var counts = [Double](repeating: 0, count: 2 * Self.reach + 1)
    for user in 0..<(dataset.places.isEmpty ? 0 : dataset.users.count) {
      let cells = dataset.interactions.cells(of: UserIndex(user))
      let opened = cells.compactMap { cell -> (title: Int32, seconds: Int64, ordinal: Int32)? in
        let place = dataset.places[Int(dataset.interactions.columns[cell])]
        return place.ordinal.map { (place.title, dataset.times[cell], $0) }
      }.sorted { $0 < $1 }
      for (before, after) in zip(opened, opened.dropFirst()) where before.title == after.title {
        if let index = Self.index(from: before.ordinal, to: after.ordinal) { counts[index] += 1 }
      }
    }
    self.init(counts: counts, priorSteps: priorSteps, flatness: flatness)
  }

  /// Learns from the counts of the steps from −`reach` to `reach`.
  init(counts: [Double], priorSteps: Double, flatness: Double) {
    let total = counts.reduce(0, +) + priorSteps
    let likely = counts.indices.map { index -> Double in
      let step = index - Self.reach
      guard step != 0, total > 0 else { return 0 }
      return (counts[index] + priorSteps * Self.prior(step)) / total
    }
    let most = likely.max() ?? 0
    shares = likely.map { most > 0 ? pow($0 / most, flatness) : 0 }
  }

  /// The likelihood of the step from one place to another, relative to the likeliest step; in [0,
  /// 1].
  func share(from: Int32, to: Int32) -> Double {
    Self.index(from: from, to: to).map { shares[$0] } ?? 0
  }

  private static func prior(_ step: Int) -> Double {
    (step > 0 ? 0.8 : 0.2) * 0.4 * pow(0.6, Double(abs(step) - 1))
  }

  private static func index(from: Int32, to: Int32) -> Int? {
    let step = Int(to) - Int(from)
    return step == 0 || abs(step) > reach ? nil : step + reach
  }
}

/// The titles a viewer begins next, and the episode each is begun with.
///
/// Titles are scored by EASE, in which a title counts once for a viewer however many of its
/// episodes were watched. Each episode has a share: (viewers who opened it first + prior) ÷
/// (viewers of the title + all priors), where the first episode has a prior of `firstPrior` viewers
/// and the newest one of `newestPrior`. A film has the share 1.
struct TitleEntries: Sendable {
  /// The prior of the first episode, in viewers.
  private static let firstPrior: Float = 5
  /// The prior of the newest episode, in viewers.
  private static let newestPrior: Float = 2

  /// The weights between titles.
  private let taste: ItemMatrixModel
  /// The title of each item.
  private let titles: [Int32]
  /// The likelihood of each item to be the first one opened of its title, in [0, 1].
  private let shares: [Float]

  /// Learns from a data set with places.
  ///
  /// - Throws: the errors of EASE.
  init(_ dataset: Dataset, ease: EASE, context: FitContext) throws(FitError) {
    let numbers = Vocabulary(dataset.places.lazy.map { Int64($0.title) })
    titles = dataset.places.map { Int32(numbers.position(of: Int64($0.title)) ?? 0) }
    let count = numbers.count
    var builder = InteractionMatrixBuilder(itemCount: count)
    var firsts = [Float](repeating: 0, count: dataset.items.count)
    var viewers = [Float](repeating: 0, count: count)
    for user in 0..<dataset.users.count {
      let entries = dataset.history(of: UserIndex(user)).entries
      var first: [Int32: UserHistory.Entry] = [:]
      for entry in entries {
        let title = titles[entry.item.position]
        if first[title].map({ $0.lastSeconds <= entry.lastSeconds }) ?? false { continue }
        first[title] = entry
      }
      for (title, entry) in first.sorted(by: { $0.key < $1.key }) {
        builder.add(item: ItemIndex(title), weight: 1)
        firsts[entry.item.position] += 1
        viewers[Int(title)] += 1
      }
      builder.endRow()
    }
    taste = try ease.fit(
      ActiveItems(builder.build(), limit: ease.maximumItems), context: context)
    shares = Self.shares(titles, dataset.places, firsts: firsts, viewers: viewers)
  }

  private static func shares(
    _ titles: [Int32], _ places: [ItemPlace], firsts: [Float], viewers: [Float]
  ) -> [Float] {
    var range: [Int32: ClosedRange<Int32>] = [:]
    for (title, place) in zip(titles, places) {
      guard let ordinal = place.ordinal else { continue }
      let known = range[title] ?? ordinal...ordinal
      range[title] = min(known.lowerBound, ordinal)...max(known.upperBound, ordinal)
    }
    return places.indices.map { item in
      guard let known = range[titles[item]], known.lowerBound < known.upperBound else { return 1 }
      let prior =
        (places[item].ordinal == known.lowerBound ? firstPrior : 0)
        + (places[item].ordinal == known.upperBound ? newestPrior : 0)
      return (firsts[item] + prior) / (viewers[Int(titles[item])] + firstPrior + newestPrior)
    }
  }

  /// Adds `share` × score to the items of titles that are not in the history.
  func add(_ history: UserHistory, times share: Float, into scores: inout MutableSpan<Float>) {
    let (known, ordered) = titles(of: history)
    guard !ordered.entries.isEmpty else { return }
    var wanted = taste.scores(for: ScoringRequest(history: ordered))
    for title in known { wanted[Int(title)] = 0 }
    for item in 0..<titles.count where wanted[Int(titles[item])] > 0 {
      scores[item] += share * wanted[Int(titles[item])] * shares[item]
    }
  }

  /// The contribution of each item of a history to the score of an item: the contribution of its
  /// title, divided evenly among the watched items of the title.
  func contributions(to item: ItemIndex, for history: UserHistory) -> [ScoredItem] {
    guard item.position < titles.count else { return [] }
    let title = titles[item.position]
    let (known, ordered) = titles(of: history)
    guard !known.contains(title) else { return [] }
    let parts = taste.contributions(
      to: ItemIndex(title), for: ScoringRequest(history: ordered))
    guard parts.reduce(0, { $0 + $1.score }) > 0 else { return [] }
    let entries = history.entries.filter { $0.item.position < titles.count && $0.weight > 0 }
    let watched = Dictionary(grouping: entries) { titles[$0.item.position] }
    let scores = Dictionary(uniqueKeysWithValues: parts.map { ($0.item.rawValue, $0.score) })
    return entries.compactMap { entry in
      let own = titles[entry.item.position]
      guard let score = scores[own], let count = watched[own]?.count else { return nil }
      return ScoredItem(
        item: entry.item, score: Double(shares[item.position]) * score / Double(count))
    }
  }

  /// The titles of a history: all of them, and the watched ones with weight 1.
  private func titles(of history: UserHistory) -> (all: Set<Int32>, watched: UserHistory) {
    let known = history.entries.filter { $0.item.position < titles.count }
    let watched = Set(known.lazy.filter { $0.weight > 0 }.map { titles[$0.item.position] })
    return (
      Set(known.map { titles[$0.item.position] }),
      UserHistory(watched.map { .init(item: ItemIndex($0), weight: 1) })
    )
  }
}
