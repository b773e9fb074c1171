import Glibc
import Synchronization

/// Ranks by several signals: co-watching (taste), watch order (sequence), content similarity,
/// popularity and continuation.
///
///     score j = Σ xᵢ (τᵢ Bᵢⱼ + σᵢ Aᵢⱼ + Sᵢⱼ) + continuationⱼ + priorⱼ
///
/// B is EASE (`taste`), A `WatchSequence`, S `ContentSimilarity`; τ and σ are the shares of their
/// `HistoryRecency`. Each matrix is divided by the typical score of its tenth recommendation
/// (`ScoreScale`) and multiplied by its share before they are added, so that a share of 1 weighs as
/// much as taste. All parts except continuation are linear in the history: a fitted blend is three
/// sparse matrices and a vector, scores in microseconds, and attributes every score to items of the
/// history.
///
///     let model = try Blend().fit(dataset, context: FitContext(seed: 7))
///
/// The defaults serve every task: continuation scores only begun titles and their episodes, and
/// changes nothing where seen titles are no candidates. docs/decisions/blend.md has the figures.
public struct Blend: Recommender {
  /// Co-watching of items.
  public var taste = EASE(regularization: 60)
  /// The damping of users with long histories in `taste`, in [0, 1]: a row is divided by (its
  /// squared length ÷ the mean one) to this power.
  public var damping: Float = 0.2
  /// The recency weights of a history for `taste`.
  public var recency = HistoryRecency(halfLife: 8, floor: 0.3)
  /// Watch order of items.
  public var sequence = WatchSequence()
  /// Content similarity.
  public var content = ContentSimilarity()
  /// Continuation of titles and episodes.
  public var continuation = EpisodeContinuation()
  /// The half-life of a watch for popularity, in days, > 0.
  public var popularityHalfLifeDays: Double = 30
  /// The shares of the parts.
  public var shares = Shares()

  /// The shares of the parts; 1 is the typical score of the tenth recommendation by taste.
  public struct Shares: Codable, Equatable, Sendable {
    /// Co-watching of items.
    public var taste: Float = 1
    /// Watch order of items.
    public var sequence: Float = 0.6
    /// Content similarity to titles with viewers.
    public var content: Float = 0.1
    /// Content similarity to titles without viewers, which no other part can score.
    public var exploration: Float = 0.3
    /// Popularity; the tenth most popular item has the value 1.
    public var popularity: Float = 0.02
    /// Continuation of titles, where a title is one item; a title just watched to the end has the
    /// value 1.
    ///
    /// The default is so large that taste only breaks ties, because taste prefers seen titles by
    /// itself.
    public var continuation: Float = 100
    /// Continuation with episodes, where items have places.
    ///
    /// The default is so large that the other parts only order items without a continuation.
    public var episodes: Float = 10_000

    /// The default shares.
    public init() {}
  }

  /// The default recipe.
  public init() {}

  /// Fits every part with a share above 0.
  ///
  /// - Throws: `FitError.emptyDataset`, and the errors of the parts.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> BlendModel {
    try fit(dataset, context: context, knowing: FittedWeights())
  }

  /// Fits the blend with the weights of earlier blends of the same data.
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
    // A part with the share 0 is not fitted.
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

  /// A part scaled to its share; empty where that is 0 or the part has no typical score.
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

  /// Content similarity scaled to its shares, which differ for items without viewers, and the
  /// factor of each column.
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

  /// Popularity scaled to its share; items without viewers get a tiny random value, so that their
  /// order does not follow their indices.
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
  /// The settings of a blend: the shares, and the main settings of each part.
  public static var parameters: [Parameter<Blend>] { shareParameters + partParameters }

  private static var shareParameters: [Parameter<Blend>] {
    [
      .real("taste", \.shares.taste, 0...100, search: 0.2...2, "share of co-watching"),
      .real("sequence", \.shares.sequence, 0...100, search: 0...2, "share of watch order"),
      .real("content", \.shares.content, 0...100, search: 0...1, "share of content similarity"),
      .real(
        "exploration", \.shares.exploration, 0...100, search: 0...1,
        "share of content similarity to titles without viewers"),
      .real("popularity", \.shares.popularity, 0...100, search: 0...0.5, "share of popularity"),
      .real(
        "continuation", \.shares.continuation, 0...1000, search: 1...300, isLogarithmic: true,
        "share of continuation, where a title is one item"),
      .real(
        "episodes", \.shares.episodes, 0...1e6, search: 100...100_000, isLogarithmic: true,
        "share of continuation with episodes"),
    ]
  }

  private static var partParameters: [Parameter<Blend>] {
    [
      .real(
        "regularization", \.taste.regularization, 1e-6...1e9, search: 10...1000,
        isLogarithmic: true, "how much evidence a weight of taste needs"),
      .real(
        "damping", \.damping, 0...1, search: 0...0.5,
        "damping of users with long histories"),
      .integer(
        "neighbours", \.neighbours, 1...100_000, search: 50...500, isLogarithmic: true,
        "how many weights of a row stay"),
      .real(
        "recency-half-life", \.recency.halfLife, 0.1...1e6, search: 2...50, isLogarithmic: true,
        "after how many further items one of the history counts half for taste"),
      .real(
        "recency-floor", \.recency.floor, 0...1, search: 0...1,
        "the share of an item of the history that never fades for taste"),
      .real(
        "sequence-half-life", \.sequence.recency.halfLife, 0.1...1e6, search: 1...20,
        isLogarithmic: true,
        "after how many further items one of the history counts half for watch order"),
      .real(
        "sequence-reach", \.sequence.reach, 0.5...1000, search: 5...50, isLogarithmic: true,
        "the distance in items at which a pair counts half for watch order"),
      .real(
        "popularity-half-life-days", \.popularityHalfLifeDays, 0.01...100_000, search: 1...365,
        isLogarithmic: true, "half-life of a watch for popularity, in days"),
      .real(
        "continuation-half-life-days", \.continuation.halfLifeDays, 0.01...10_000, search: 1...60,
        isLogarithmic: true, "half-life of a watch for continuation, in days"),
    ]
  }

  /// The number of weights in a row of taste and of sequence.
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
  /// A user who watches everything says little about which items belong together, and would have
  /// the most weight without damping.
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

/// The typical size of a model's scores, by which models are brought to one scale.
///
/// The scores of EASE depend on the amount of data (its weights are proportional to co-occurrence ÷
/// λ), those of content similarity do not. Divided by its typical score, either gives about 1 to an
/// item it would recommend.
public enum ScoreScale {
  /// The least number of users of the sample, which is spread evenly over the data set and at most
  /// twice as large; all users of a smaller data set.
  private static let sampleSize = 500
  /// The rank whose score stands for a list.
  static let place = 10
  /// The least share of the best score that counts as a recommendation; smaller scores come from
  /// indirect links in sparse data.
  private static let leastShare = 1e-3

  /// The median, over a sample of users, of the score of the tenth recommended item, or of the last
  /// one of a shorter list.
  ///
  /// - Returns: a number > 0; `nil` where no user of the sample gets an item with a positive score.
  public static func typical(_ weights: ItemMatrix, for dataset: Dataset) -> Float? {
    typical(of: ItemMatrixModel(weights: weights), for: dataset)
  }

  /// The typical score of a model.
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

/// A cache of the weights that blends of one data set were fitted to, so that a search that changes
/// only shares or recency fits nothing twice.
///
/// It keeps the weights used last, because a search changes one setting at a time.
final class FittedWeights: Sendable {
  /// The recipe of some weights.
  enum Part: Equatable {
    /// Co-watching of items.
    case taste(EASE, damping: Float)
    /// Watch order of items.
    case sequence(WatchSequence)
    /// Content similarity.
    case content(ContentSimilarity)
  }

  /// The number of matrices kept.
  private static let limit = 6
  /// The matrix used last is at the end.
  private let known = Mutex<[(part: Part, weights: ItemMatrix)]>([])

  /// The weights of a part, from the cache or from `fit`.
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
