/// A fitted blend: three matrices on one scale, a vector of priors, and a continuation model.
///
/// Scores are summed and explained here alone, whether the parts were just fitted (`Blend`) or are
/// mapped from a model file. The order of the sum is: each item of the request, by taste, sequence
/// and content; then continuation; then `prior`. Sums are in double precision.
public struct BlendModel: ExplainingRecommender {
  /// Co-watching, scaled to its share.
  public let taste: RecencyWeightedModel
  /// Watch order, scaled to its share.
  public let sequence: RecencyWeightedModel
  /// Content similarity, scaled to its share; row i holds what item i of a request adds to each
  /// item.
  public let content: ItemMatrix
  /// The factor of each column of `content` over plain similarities, >= 0.
  public let contentScale: TensorStorage<Float>
  /// The part of each item's score that is the same for all users.
  public let prior: TensorStorage<Float>
  /// The continuation model; `nil` where its share is 0.
  public let continuation: EpisodeContinuationModel?
  /// The share of continuation.
  public let continuationShare: Float

  /// A model from its parts, which must have the same number of items.
  public init(
    taste: RecencyWeightedModel, sequence: RecencyWeightedModel, content: ItemMatrix,
    contentScale: TensorStorage<Float>, prior: TensorStorage<Float>,
    continuation: EpisodeContinuationModel? = nil, continuationShare: Float = 0
  ) {
    precondition(taste.itemCount == prior.count && sequence.itemCount == prior.count)
    precondition(content.itemCount == prior.count && contentScale.count == prior.count)
    precondition(continuation.map { $0.itemCount == prior.count } ?? true)
    self.taste = taste
    self.sequence = sequence
    self.content = content
    self.contentScale = contentScale
    self.prior = prior
    self.continuation = continuationShare > 0 ? continuation : nil
    self.continuationShare = continuationShare
  }

  /// The number of items that are scored.
  public var itemCount: Int { prior.count }

  /// Overwrites `scores` with `sums`, rounded to single precision.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    let sums = sums(for: request)
    for item in sums.indices { scores[item] = Float(sums[item]) }
  }

  /// The score of every item.
  public func sums(for request: ScoringRequest) -> [Double] {
    var sums = personalSums(for: request)
    prior.withSpan { prior in
      for item in sums.indices { sums[item] += Double(prior[item]) }
    }
    return sums
  }

  /// The score of every item, without `prior`.
  public func personalSums(for request: ScoringRequest) -> [Double] {
    var sums = [Double](repeating: 0, count: itemCount)
    var span = sums.mutableSpan
    for voice in voices(of: request) {
      taste.weights.accumulate(voice.item, times: voice.taste, into: &span)
      sequence.weights.accumulate(voice.item, times: voice.sequence, into: &span)
      content.accumulate(voice.item, times: voice.content, into: &span)
    }
    if let continuation {
      var goingOn = [Float](repeating: 0, count: itemCount)
      var goingOnSpan = goingOn.mutableSpan
      continuation.add(request, times: continuationShare, into: &goingOnSpan)
      for item in goingOn.indices { sums[item] += Double(goingOn[item]) }
    }
    return sums
  }

  /// The contribution of one item of a request to a score, by part of the blend.
  public struct Part: Equatable, Sendable {
    /// The item of the request.
    public let item: ItemIndex
    /// The contribution by co-watching.
    public var taste = 0.0
    /// The contribution by watch order.
    public var sequence = 0.0
    /// The contribution by content similarity.
    public var content = 0.0
    /// The contribution by continuation.
    public var continuation = 0.0

    /// The contribution by co-watching and watch order, which come from other users.
    public var collaborative: Double { taste + sequence }
    /// The whole contribution, summed in the order of the score.
    public var total: Double { taste + sequence + content + continuation }
    fileprivate var isSilent: Bool {
      taste == 0 && sequence == 0 && content == 0 && continuation == 0
    }
  }

  /// The contributions of the items of a request to the score of `item`, by ascending item.
  ///
  /// Contributions of 0 are left out.
  public func parts(of item: ItemIndex, for request: ScoringRequest) -> [Part] {
    guard item.position < itemCount else { return [] }
    var parts = voices(of: request).map { voice in
      Part(
        item: voice.item,
        taste: voice.taste * Double(taste.weights.value(voice.item, item)),
        sequence: voice.sequence * Double(sequence.weights.value(voice.item, item)),
        content: voice.content * Double(content.value(voice.item, item)))
    }
    if let continuation {
      var index = 0
      let goingOn = continuation.contributions(to: item, for: request)
      for contribution in goingOn.sorted(by: { $0.item < $1.item }) {
        // An item that is continued is in the history, so it is among the voices.
        while parts[index].item < contribution.item { index += 1 }
        parts[index].continuation += Double(continuationShare) * contribution.score
      }
    }
    return parts.filter { !$0.isSilent }
  }

  /// The score of one item: the sum of `parts` in their order and `prior`; 0 for an item outside
  /// the model.
  ///
  /// It equals the value of `sums` to the bit without continuation, and to single precision with
  /// it.
  public func sum(of item: ItemIndex, for request: ScoringRequest) -> Double {
    guard item.position < itemCount else { return 0 }
    let parts = parts(of: item, for: request)
    let spoken = parts.reduce(0) { $0 + $1.taste + $1.sequence + $1.content }
    return parts.reduce(spoken) { $0 + $1.continuation } + Double(prior[item.position])
  }

  /// The contribution of each item of the request to the score of `item`, by ascending item.
  ///
  /// Their sum is the score without `prior`, which does not depend on the history.
  public func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
    parts(of: item, for: request).map { ScoredItem(item: $0.item, score: $0.total) }
  }

  /// The weight of an item of a request in each part of the blend.
  private struct Voice {
    let item: ItemIndex
    let taste: Double
    let sequence: Double
    let content: Double
  }

  /// The items of a request that are in the model, ascending.
  ///
  /// An item that was not watched has no place in the order of watching: it has its full weight in
  /// co-watching and none in watch order.
  private func voices(of request: ScoringRequest) -> [Voice] {
    func voice(_ entry: UserHistory.Entry, _ fading: (taste: Float, sequence: Float)) -> Voice {
      Voice(
        item: entry.item,
        taste: Double(taste.emphasis(entry.weight)) * Double(fading.taste),
        sequence: Double(sequence.emphasis(entry.weight)) * Double(fading.sequence),
        content: Double(entry.weight))
    }
    let history = request.history
    let fading = zip(taste.recency.shares(of: history), sequence.recency.shares(of: history))
    var voices = zip(history.entries, fading).map { voice($0, $1) }
    if !request.unwatched.entries.isEmpty {
      voices += request.unwatched.entries.map { voice($0, (1, 0)) }
      voices.sort { $0.item < $1.item }
    }
    return voices.filter { $0.item.position < itemCount }
  }
}
