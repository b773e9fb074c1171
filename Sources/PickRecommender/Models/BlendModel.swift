/// A fitted blend: three matrices that were brought to one scale, a vector, and a rule to go on by.
///
/// A score is summed and explained here and nowhere else, whether the parts were just fitted
/// (`Blend`) or are mapped from a model's file: each item of the request in order, by taste, sequence
/// and content; then going on; then `prior`. Sums are in double precision.
public struct BlendModel: ExplainingRecommender {
  /// What is watched together, at its share.
  public let taste: RecencyWeightedModel
  /// What is watched next, at its share.
  public let sequence: RecencyWeightedModel
  /// What resembles, at its share; row i is what item i says of others.
  public let content: ItemMatrix
  /// By item: what a likeness to it was multiplied with to make `content`, >= 0.
  public let contentScale: TensorStorage<Float>
  /// By item: what is added for every user.
  public let prior: TensorStorage<Float>
  /// What goes on; `nil` where nothing does.
  public let continuation: EpisodeContinuationModel?
  /// How loud going on is.
  public let continuationShare: Float

  /// A model from its parts, all of the same items.
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

  /// Number of items a score is given for.
  public var itemCount: Int { prior.count }

  /// Overwrites `scores` with `sums`, to the precision of a `Float`.
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

  /// The score of every item without `prior`.
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

  /// What one item of a request adds to a score, by the way it does.
  public struct Part: Equatable, Sendable {
    /// The item of the request.
    public let item: ItemIndex
    /// By way of what others watched together.
    public var taste = 0.0
    /// By way of what others watched next.
    public var sequence = 0.0
    /// By way of genre, cast and words.
    public var content = 0.0
    /// By going on with its title.
    public var continuation = 0.0

    /// By way of other users.
    public var collaborative: Double { taste + sequence }
    /// All ways together, in the order they are summed in.
    public var total: Double { taste + sequence + content + continuation }
    fileprivate var isSilent: Bool {
      taste == 0 && sequence == 0 && content == 0 && continuation == 0
    }
  }

  /// What each item of a request adds to the score of `item` in each way, by ascending item.
  ///
  /// Items that add nothing are left out.
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
        // What goes on was watched, so it is among the voices.
        while parts[index].item < contribution.item { index += 1 }
        parts[index].continuation += Double(continuationShare) * contribution.score
      }
    }
    return parts.filter { !$0.isSilent }
  }

  /// The score of one item: the sum of `parts` in their order and `prior`; 0 of an item outside.
  ///
  /// What `sums` says, to the bit, where nothing goes on; else to the precision of a `Float`.
  public func sum(of item: ItemIndex, for request: ScoringRequest) -> Double {
    guard item.position < itemCount else { return 0 }
    let parts = parts(of: item, for: request)
    let spoken = parts.reduce(0) { $0 + $1.taste + $1.sequence + $1.content }
    return parts.reduce(spoken) { $0 + $1.continuation } + Double(prior[item.position])
  }

  /// What each item of the request adds to the score of `item`, by ascending item.
  ///
  /// Their sum is the score but for `prior`, which nothing of the history made.
  public func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
    parts(of: item, for: request).map { ScoredItem(item: $0.item, score: $0.total) }
  }

  /// How loud an item of a request is in each way.
  private struct Voice {
    let item: ItemIndex
    let taste: Double
    let sequence: Double
    let content: Double
  }

  /// The items of a request that the model knows, ascending.
  ///
  /// What was not watched has no place in the order of watching: what is watched together takes it
  /// as it is, what is watched next leaves it out.
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
