/// A fitted blend: three matrices that were brought to one scale, a vector, and a rule to go on by.
public struct BlendModel: ExplainingRecommender {
  /// What is watched together, at its share.
  public let taste: RecencyWeightedModel
  /// What is watched next, at its share.
  public let sequence: RecencyWeightedModel
  /// What resembles, at its share; row i is what item i says of others.
  public let content: ItemMatrix
  /// By item: what a likeness to it was multiplied with to make `content`, >= 0.
  public let contentScale: [Float]
  /// By item: what is said whoever asks.
  public let prior: [Float]
  /// What goes on.
  public let continuation: EpisodeContinuationModel
  /// How loud going on is.
  public let continuationShare: Float

  /// A model from its parts, all of the same items.
  public init(
    taste: RecencyWeightedModel, sequence: RecencyWeightedModel, content: ItemMatrix,
    contentScale: [Float], prior: [Float], continuation: EpisodeContinuationModel,
    continuationShare: Float
  ) {
    precondition(taste.itemCount == prior.count && sequence.itemCount == prior.count)
    precondition(content.itemCount == prior.count && contentScale.count == prior.count)
    precondition(continuation.itemCount == prior.count)
    self.taste = taste
    self.sequence = sequence
    self.content = content
    self.contentScale = contentScale
    self.prior = prior
    self.continuation = continuation
    self.continuationShare = continuationShare
  }

  /// Number of items a score is given for.
  public var itemCount: Int { prior.count }

  /// Overwrites `scores`.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    for item in 0..<itemCount { scores[item] = prior[item] }
    taste.add(request.history, into: &scores)
    sequence.add(request.history, into: &scores)
    for entry in request.history.entries where entry.item.position < itemCount {
      content.accumulate(entry.item, times: entry.weight, into: &scores)
    }
    if continuationShare > 0 {
      continuation.add(request, times: continuationShare, into: &scores)
    }
  }

  /// What one item of a history adds to a score, by the way it does.
  public struct Part: Equatable, Sendable {
    /// The item of the history.
    public let item: ItemIndex
    /// By way of what others watched together.
    public var taste = 0.0
    /// By way of what others watched next.
    public var sequence = 0.0
    /// By way of genre, cast and words.
    public var content = 0.0
    /// By going on with its title.
    public var continuation = 0.0

    /// All ways together.
    public var total: Double { taste + sequence + content + continuation }
  }

  /// What each item of the history adds to the score of `item` in each way, in the history's order.
  ///
  /// The score is the sum of their totals and `prior`; items that add nothing are left out.
  public func parts(of item: ItemIndex, for request: ScoringRequest) -> [Part] {
    guard item.position < itemCount else { return [] }
    var parts = request.history.entries.map { Part(item: $0.item) }
    func add(_ contributions: [ScoredItem], _ path: WritableKeyPath<Part, Double>, _ share: Double)
    {
      var index = 0
      for contribution in contributions.sorted(by: { $0.item < $1.item }) {
        while parts[index].item < contribution.item { index += 1 }
        parts[index][keyPath: path] += share * contribution.score
      }
    }
    add(taste.contributions(to: item, for: request), \.taste, 1)
    add(sequence.contributions(to: item, for: request), \.sequence, 1)
    add(
      ItemMatrixModel(weights: content).contributions(to: item, for: request), \.content, 1)
    if continuationShare > 0 {
      add(
        continuation.contributions(to: item, for: request), \.continuation,
        Double(continuationShare))
    }
    return parts.filter { $0.total != 0 }
  }

  /// What each item of the history adds to the score of `item`, in the history's order.
  ///
  /// Their sum is the score but for `prior`, which nothing of the history made.
  public func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
    parts(of: item, for: request).map { ScoredItem(item: $0.item, score: $0.total) }
  }
}
