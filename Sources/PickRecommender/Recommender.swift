/// A recipe: hyperparameters only, nothing learned.
///
/// `Codable`, so that a report can name what it ran.
public protocol Recommender: Codable, Equatable, Sendable {
  /// What fitting makes of it.
  associatedtype Model: FittedRecommender

  /// Learns from a data set.
  func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> Model
}

/// What a recipe learned.
///
/// Immutable, so any number of requests may share it.
/// A model only scores: filtering seen items, availability and tie-breaking are not its job.
public protocol FittedRecommender: Sendable {
  /// Number of items a score is given for.
  var itemCount: Int { get }

  /// Overwrites `scores` (length `itemCount`).
  ///
  /// Higher is better; the scale is the model's own.
  func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>)
}

/// A model that can say which watched items made a score.
public protocol ExplainingRecommender: FittedRecommender {
  /// What each item of the history adds to the score of `item`, in the history's order.
  ///
  /// Their sum is the score; items that add nothing are left out.
  func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem]
}

/// What a model is asked.
public struct ScoringRequest: Equatable, Sendable {
  /// What the user did.
  public let history: UserHistory
  /// What the user looked at or judged without watching it: it has no place in the order of watching.
  ///
  /// Only a `BlendModel` looks at it.
  public let unwatched: UserHistory
  /// The instant to recommend for, in seconds since 1970.
  public let atSeconds: Int64
  /// The user's row in the data set the model was fitted on, when there is one.
  ///
  /// Only models that cannot be asked about a history by itself look at it.
  public let user: UserIndex?

  /// A question to a model.
  public init(
    history: UserHistory, unwatched: UserHistory = .empty, atSeconds: Int64 = 0,
    user: UserIndex? = nil
  ) {
    self.history = history
    self.unwatched = unwatched
    self.atSeconds = atSeconds
    self.user = user
  }
}

/// An item and what a model thinks of it.
public struct ScoredItem: Equatable, Sendable {
  /// The item.
  public let item: ItemIndex
  /// Unscaled model output.
  public let score: Double

  /// An item and its score.
  public init(item: ItemIndex, score: Double) {
    self.item = item
    self.score = score
  }
}

extension FittedRecommender {
  /// The scores of all items.
  public func scores(for request: ScoringRequest) -> [Float] {
    var scores = [Float](repeating: 0, count: itemCount)
    var span = scores.mutableSpan
    score(request, into: &span)
    return scores
  }

  /// At most `count` candidates, best first; equal scores go to the lower index.
  ///
  /// Items of the history are no candidates unless the filter says so, and neither is an item
  /// whose score is not finite.
  public func recommend(
    _ count: Int, for request: ScoringRequest, among candidates: CandidateFilter
  ) -> [ScoredItem] {
    var scores = scores(for: request)
    candidates.mask(&scores, history: request.history)
    return BestScores.top(count, of: scores)
  }
}

/// Which items may be recommended now.
public struct CandidateFilter: Equatable, Sendable {
  /// Whether items of the history may come back (to continue them).
  public let includesSeen: Bool
  let allowed: [Bool]?

  /// Every item, whether or not seen ones count.
  public static func all(includesSeen: Bool = false) -> CandidateFilter {
    CandidateFilter(includesSeen: includesSeen, allowed: nil)
  }

  /// Only items whose entry in `allowed` is true; items past its end are no candidates.
  public static func only(_ allowed: [Bool], includesSeen: Bool = false) -> CandidateFilter {
    CandidateFilter(includesSeen: includesSeen, allowed: allowed)
  }

  /// Whether the item may be recommended.
  public func contains(_ item: ItemIndex) -> Bool {
    guard let allowed else { return true }
    return item.position < allowed.count && allowed[item.position]
  }
}
