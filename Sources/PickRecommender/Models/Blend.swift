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
