import Glibc
import Synchronization

/// Ranks by several signals at once: what is watched together, what is watched next, what
/// resembles, what is popular, and what goes on.
///
///     score j = Σ xᵢ (τᵢ Bᵢⱼ + σᵢ Aᵢⱼ + Sᵢⱼ) + continuationⱼ + priorⱼ
///
/// B is EASE (`taste`), A `WatchSequence`, S `ContentSimilarity`; τ and σ are the fading shares of
/// their `HistoryRecency`. Before they are added, each matrix is divided by the score its tenth
/// recommendation typically has (`ScoreScale`) and multiplied by its share: a share of 1 is as loud
/// as taste. All parts are linear in the history but for going on, so that a fitted blend is three
/// sparse matrices and a vector, is asked in microseconds, and says exactly why.
///
///     let model = try Blend().fit(dataset, context: FitContext(seed: 7))
///
/// The defaults serve every task: going on speaks of titles that were begun and of their episodes
/// only, and changes nothing where seen titles are no candidates. docs/decisions/blend.md has the
/// figures.
public struct Blend: Recommender {
  /// What is watched together.
  public var taste = EASE(regularization: 60)
  /// How far users with long histories are held back in `taste`, in [0, 1]: a row is divided by its
  /// squared length (÷ the mean one) to this power.
  public var damping: Float = 0.2
  /// How a history fades for `taste`.
  public var recency = HistoryRecency(halfLife: 8, floor: 0.3)
  /// What is watched next.
  public var sequence = WatchSequence()
  /// What resembles.
  public var content = ContentSimilarity()
  /// What goes on.
  public var continuation = EpisodeContinuation()
  /// What is popular: days in which a watch counts half, > 0.
  public var popularityHalfLifeDays: Double = 30
  /// How loud each part is.
  public var shares = Shares()

  /// How loud each part of a blend is; taste's typical tenth recommendation is 1.
  public struct Shares: Codable, Equatable, Sendable {
    /// What is watched together.
    public var taste: Float = 1
    /// What is watched next.
    public var sequence: Float = 0.6
    /// What resembles, of titles somebody watched.
    public var content: Float = 0.1
    /// What resembles, of titles nobody watched: all there is to say of them.
    public var exploration: Float = 0.3
    /// What is popular; the tenth most popular item counts 1.
    public var popularity: Float = 0.02
    /// Going on with titles, where a title is one item; one watched to the end just now counts 1.
    ///
    /// So loud that taste only breaks ties: it leans to seen titles by itself.
    public var continuation: Float = 100
    /// Going on with episodes, where items have places.
    ///
    /// So loud that the rest only orders what nobody goes on with.
    public var episodes: Float = 10_000

    /// The default shares.
    public init() {}
  }

  /// The default recipe.
  public init() {}

  /// Fits every part whose share is not 0.
  ///
  /// - Throws: `FitError.emptyDataset`, and what the parts throw.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> BlendModel {
    try fit(dataset, context: context, knowing: FittedWeights())
  }

  /// The same, with the weights that other blends of the same data were fitted to.
  func fit(
    _ dataset: Dataset, context: FitContext, knowing known: FittedWeights
  ) throws(FitError) -> BlendModel {
    guard dataset.interactions.nonzeroCount > 0 else { throw .emptyDataset }
    let taste = try fitted(dataset, share: shares.taste, context.part(0...0.6)) {
      (data, context) throws(FitError) in
      let weights = try known(.taste(self.taste, damping: damping)) { () throws(FitError) in
        try self.taste.fit(data.damped(by: damping), context: context).weights
      }
      return RecencyWeightedModel(
        weights: weights, recency: recency, emphasis: self.taste.emphasis)
    }
    let sequence = try fitted(dataset, share: shares.sequence, context.part(0.6...0.8)) {
      (data, context) throws(FitError) in
      let weights = try known(.sequence(self.sequence)) { () throws(FitError) in
        try self.sequence.fit(data, context: context).weights
      }
      return RecencyWeightedModel(weights: weights, recency: self.sequence.recency)
    }
    let content = try fittedContent(dataset, context.part(0.8...1), known)
    let loud = dataset.places.isEmpty ? shares.continuation : shares.episodes
    // What is not heard is not learned.
    let goesOn = try (loud > 0 ? continuation : .ownTitles)
      .fit(dataset, context: context.part(1...1))
    var prior = try prior(dataset, context)
    for item in prior.indices { prior[item] += loud * Float(goesOn.tail(of: ItemIndex(item))) }
    context.progress(1)
    return BlendModel(
      taste: taste, sequence: sequence, content: content.weights,
      contentScale: TensorStorage(content.scale), prior: TensorStorage(prior),
      continuation: goesOn, continuationShare: loud)
  }

  /// A part at its share; empty when that is 0 or the part never speaks.
  private func fitted(
    _ dataset: Dataset, share: Float, _ context: FitContext,
    _ fit: (Dataset, FitContext) throws(FitError) -> RecencyWeightedModel
  ) throws(FitError) -> RecencyWeightedModel {
    guard share > 0 else { return .silent(itemCount: dataset.items.count) }
    let model = try fit(dataset, context)
    guard let typical = ScoreScale.typical(of: model, for: dataset) else {
      return .silent(itemCount: dataset.items.count)
    }
    return RecencyWeightedModel(
      weights: model.weights.scaled(by: share / typical), recency: model.recency,
      emphasis: model.emphasis)
  }

  /// Resemblance at its share, of items nobody watched at theirs, and the factors this took.
  private func fittedContent(
    _ dataset: Dataset, _ context: FitContext, _ known: FittedWeights
  ) throws(FitError) -> (weights: ItemMatrix, scale: [Float]) {
    let count = dataset.items.count
    let silent = (ItemMatrix.empty(itemCount: count), [Float](repeating: 1, count: count))
    guard !dataset.documents.isEmpty, max(shares.content, shares.exploration) > 0 else {
      return silent
    }
    let weights = try known(.content(content)) { () throws(FitError) in
      try content.fit(dataset, context: context).weights
    }
    guard let typical = ScoreScale.typical(weights, for: dataset) else { return silent }
    let scale = dataset.interactions.isWatched.map {
      ($0 ? shares.content : shares.exploration) / typical
    }
    return (weights.scaledColumns(by: scale), scale)
  }

  /// Popularity at its share; items nobody watched get a seeded crumb of it, so that their order
  /// does not follow their numbers.
  private func prior(_ dataset: Dataset, _ context: FitContext) throws(FitError) -> [Float] {
    let weights = try Popularity(halfLifeDays: popularityHalfLifeDays)
      .fit(dataset, context: context.part(1...1)).weights
    let best = weights.sorted(by: >)
    let scale = best[min(ScoreScale.place, best.count) - 1]
    let unit = scale > 0 ? scale : best[0]
    var random = PCG32(seed: context.seed)
    return weights.map { weight in
      let crumb = Float(random.below(1000)) * 1e-6
      return shares.popularity * (weight > 0 ? min(10, weight / unit) : crumb)
    }
  }
}

extension Blend: Parameterized {
  /// The settings of a blend: the shares, and what matters most of each part.
  public static var parameters: [Parameter<Blend>] { shareParameters + partParameters }

  private static var shareParameters: [Parameter<Blend>] {
    [
      .real("taste", \.shares.taste, 0...100, search: 0.2...2, "what is watched together"),
      .real("sequence", \.shares.sequence, 0...100, search: 0...2, "what is watched next"),
      .real("content", \.shares.content, 0...100, search: 0...1, "what resembles"),
      .real(
        "exploration", \.shares.exploration, 0...100, search: 0...1,
        "what resembles, of titles nobody watched"),
      .real("popularity", \.shares.popularity, 0...100, search: 0...0.5, "what is popular"),
      .real(
        "continuation", \.shares.continuation, 0...1000, search: 1...300, isLogarithmic: true,
        "going on with titles, where a title is one item"),
      .real(
        "episodes", \.shares.episodes, 0...1e6, search: 100...100_000, isLogarithmic: true,
        "going on with episodes"),
    ]
  }

  private static var partParameters: [Parameter<Blend>] {
    [
      .real(
        "regularization", \.taste.regularization, 1e-6...1e9, search: 10...1000,
        isLogarithmic: true, "how much evidence a weight of taste needs"),
      .real(
        "damping", \.damping, 0...1, search: 0...0.5,
        "how far users with long histories are held back"),
      .integer(
        "neighbours", \.neighbours, 1...100_000, search: 50...500, isLogarithmic: true,
        "how many weights of a row stay"),
      .real(
        "recency-half-life", \.recency.halfLife, 0.1...1e6, search: 2...50, isLogarithmic: true,
        "after how many further items one of the history counts half for taste"),
      .real(
        "recency-floor", \.recency.floor, 0...1, search: 0...1,
        "what of an item of the history never fades for taste"),
      .real(
        "sequence-half-life", \.sequence.recency.halfLife, 0.1...1e6, search: 1...20,
        isLogarithmic: true,
        "after how many further items one of the history counts half for what is next"),
      .real(
        "sequence-reach", \.sequence.reach, 0.5...1000, search: 5...50, isLogarithmic: true,
        "after how many places a pair of what is next counts half"),
      .real(
        "popularity-half-life-days", \.popularityHalfLifeDays, 0.01...100_000, search: 1...365,
        isLogarithmic: true, "days in which a watch counts half for popularity"),
      .real(
        "continuation-half-life-days", \.continuation.halfLifeDays, 0.01...10_000, search: 1...60,
        isLogarithmic: true, "days in which a watch counts half for going on"),
    ]
  }

  /// How many weights a row of taste and of what is next keeps.
  private var neighbours: Int {
    get { taste.neighbours }
    set {
      taste.neighbours = newValue
      sequence.neighbours = newValue
    }
  }
}

extension Dataset {
  /// Rows divided by their squared length ÷ the mean one, to the power `damping`.
  ///
  /// Who watched everything says little about what belongs together, and would say most of all.
  fileprivate func damped(by damping: Float) throws(FitError) -> Dataset {
    guard damping > 0 else { return self }
    let lengths = (0..<interactions.userCount).map { user in
      interactions.cells(of: UserIndex(user)).reduce(Float(0)) {
        $0 + interactions.weights[$1] * interactions.weights[$1]
      }
    }
    let mean = lengths.reduce(0, +) / Float(max(1, lengths.count { $0 > 0 }))
    var weights = interactions.weights
    for user in 0..<interactions.userCount where lengths[user] > 0 {
      let scale = pow(lengths[user] / mean, -damping)
      for cell in interactions.cells(of: UserIndex(user)) { weights[cell] *= scale }
    }
    do {
      return try Dataset(
        interactions: InteractionMatrix(
          itemCount: interactions.itemCount, rowOffsets: interactions.rowOffsets,
          columns: interactions.columns, weights: weights),
        times: times, items: items, users: users, documents: documents, places: places)
    } catch { throw .data(error) }
  }
}

/// What scores a matrix of weights usually gives, so that two of them can be added.
///
/// EASE's scores shrink with the amount of data (weights go as co-occurrence ÷ λ), likenesses of
/// contents do not. Divided by its typical score, either gives about 1 to the kind of item it
/// would recommend.
public enum ScoreScale {
  /// How many users are looked at, evenly over the data set: so many to twice as many, or all.
  private static let sampleSize = 500
  /// Which place of a recommendation list stands for it.
  static let place = 10
  /// Below this share of the best one a score is no recommendation: in sparse data it comes by way of
  /// other items, some powers of ten smaller.
  private static let leastShare = 1e-3

  /// The median, over a sample of users, of the score of the tenth item recommended to them; of the
  /// last one where fewer are.
  ///
  /// - Returns: a number > 0; `nil` when nobody in the sample gets an item with a positive score.
  public static func typical(_ weights: ItemMatrix, for dataset: Dataset) -> Float? {
    typical(of: ItemMatrixModel(weights: weights), for: dataset)
  }

  /// The same of any model.
  public static func typical(
    of model: some FittedRecommender, for dataset: Dataset
  ) -> Float? {
    let step = max(1, dataset.users.count / sampleSize)
    let scores = stride(from: 0, to: dataset.users.count, by: step).compactMap { user -> Double? in
      let request = ScoringRequest(history: dataset.history(of: UserIndex(user)))
      let ranked = model.recommend(place, for: request, among: .all())
      guard let best = ranked.first?.score, best > 0 else { return nil }
      return ranked.last { $0.score > best * leastShare }?.score
    }.sorted()
    return scores.isEmpty ? nil : Float(scores[scores.count / 2])
  }
}

/// Weights that blends of one data set were fitted to: a search that changes a share or how a history
/// fades fits nothing twice.
///
/// Keeps the weights asked for last; a search changes one setting at a time.
final class FittedWeights: Sendable {
  /// What weights follow from, besides the data.
  enum Part: Equatable {
    /// What is watched together.
    case taste(EASE, damping: Float)
    /// What is watched next.
    case sequence(WatchSequence)
    /// What resembles.
    case content(ContentSimilarity)
  }

  /// How many weights are kept.
  private static let limit = 6
  /// The one asked for last is the last.
  private let known = Mutex<[(part: Part, weights: ItemMatrix)]>([])

  /// The weights of a part, fitted unless they are known.
  func callAsFunction(
    _ part: Part, fit: () throws(FitError) -> ItemMatrix
  ) throws(FitError) -> ItemMatrix {
    if let weights = recall(part) { return weights }
    let weights = try fit()
    known.withLock { known in
      if known.count >= Self.limit { known.removeFirst() }
      known.append((part, weights))
    }
    return weights
  }

  private func recall(_ part: Part) -> ItemMatrix? {
    known.withLock { known in
      guard let place = known.firstIndex(where: { $0.part == part }) else { return nil }
      let found = known.remove(at: place)
      known.append(found)
      return found.weights
    }
  }
}
