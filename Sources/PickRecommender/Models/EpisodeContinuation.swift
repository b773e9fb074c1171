import Glibc

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

/// Where viewers go from an episode: how likely each step is, learned from what they opened after
/// it.
///
/// A step is the difference of two places in the order of a title: 1 is the very next episode, −1
/// the one before. Counted are all steps from one opened episode of a title to the one opened after
/// it; few of them are made steady by a prior of `priorSteps` steps that go forward four times as
/// often as back and mostly near:
///
///     P(d) = (n(d) + s π(d)) ÷ (N + s),  π(d) = (.8 or .2) × .4 × .6^(|d| − 1)
///
/// What is given out is P(d) ÷ max P, to the power `flatness`: 1 for the likeliest step.
public struct EpisodeSteps: Equatable, Sendable {
  /// Steps further than this are as good as impossible.
  static let reach = 512

  /// Shares from −`reach` to `reach`; the middle is 0.
  private let shares: [Double]

  /// Counts the steps of a data set with places; without them only the prior speaks.
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

  /// By counts from −`reach` to `reach`.
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

  /// How likely it is to go from one place to another, beside the likeliest step; in [0, 1].
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

/// Which title is begun next, and with which of its episodes: what there is to say of titles a viewer
/// does not know.
///
/// The title is EASE's choice among titles, every one of which counts once however many of its
/// episodes somebody saw. The episode is the one others begin with: its share is (viewers who opened
/// it first + prior) ÷ (viewers of the title + all priors), where the first episode has a prior of
/// `firstPrior` viewers and the newest one of `newestPrior`. A film is its own entry.
struct TitleEntries: Sendable {
  /// How many viewers the first episode is given beforehand.
  private static let firstPrior: Float = 5
  /// How many viewers the newest episode is given beforehand.
  private static let newestPrior: Float = 2

  /// What titles say of titles.
  private let taste: ItemMatrixModel
  /// By item: its title.
  private let titles: [Int32]
  /// By item: how likely it is to be the first one opened of its title, in [0, 1].
  private let shares: [Float]

  /// Learns from a data set with places.
  ///
  /// - Throws: what EASE throws.
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

  /// What each item of a history adds to the score of an item: the title's part, shared evenly among
  /// what was watched of it.
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

  /// The titles of a history: all of them, and those somebody watched, each weighing 1.
  private func titles(of history: UserHistory) -> (all: Set<Int32>, watched: UserHistory) {
    let known = history.entries.filter { $0.item.position < titles.count }
    let watched = Set(known.lazy.filter { $0.weight > 0 }.map { titles[$0.item.position] })
    return (
      Set(known.map { titles[$0.item.position] }),
      UserHistory(watched.map { .init(item: ItemIndex($0), weight: 1) })
    )
  }
}
