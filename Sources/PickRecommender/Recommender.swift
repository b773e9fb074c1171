/// A recipe of a recommender: hyperparameters without learned parameters.
///
/// A recipe is `Codable`, so that reports can record it.
public protocol Recommender: Codable, Equatable, Sendable {
  /// The fitted model.
  associatedtype Model: FittedRecommender

  /// Learns a model from a data set.
  ///
  /// - Throws: `FitError`.
  func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> Model
}

/// A fitted recommender.
///
/// It is immutable, so that any number of requests can share it. A model only scores items;
/// `recommend` filters candidates and breaks ties.
public protocol FittedRecommender: Sendable {
  /// The number of items that are scored.
  var itemCount: Int { get }

  /// Overwrites `scores` (length `itemCount`) with the score of every item.
  ///
  /// A higher score is better; the scale depends on the model.
  func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>)
}

/// A model that can attribute scores to items of the history.
public protocol ExplainingRecommender: FittedRecommender {
  /// The contribution of each item of the history to the score of `item`, in the history's order.
  ///
  /// The contributions add up to the score; those of 0 are left out.
  func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem]
}

/// The input of a score: a history, an instant and, where known, the user's row.
public struct ScoringRequest: Equatable, Sendable {
  /// The items the user watched.
  public let history: UserHistory
  /// The items the user looked at or judged without watching them; they have no place in the order
  /// of watching.
  ///
  /// Only `BlendModel` uses them.
  public let unwatched: UserHistory
  /// The instant to recommend for, in seconds since 1970.
  public let atSeconds: Int64
  /// The user's row in the data set of the fit; `nil` where there is none.
  ///
  /// Only models that cannot score a history alone use it.
  public let user: UserIndex?

  /// A request; by default without an instant (0) and without a row.
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

/// An item with its score.
public struct ScoredItem: Equatable, Sendable {
  /// The item.
  public let item: ItemIndex
  /// The score, on the scale of the model.
  public let score: Double

  /// An item and its score.
  public init(item: ItemIndex, score: Double) {
    self.item = item
    self.score = score
  }
}

extension FittedRecommender {
  /// The scores of all items, by index.
  public func scores(for request: ScoringRequest) -> [Float] {
    var scores = [Float](repeating: 0, count: itemCount)
    var span = scores.mutableSpan
    score(request, into: &span)
    return scores
  }

  /// The best candidates, at most `count`, best first; the lower index goes first where scores are
  /// equal.
  ///
  /// Items of the history are left out unless the filter includes them, and so are items with a
  /// score that is not finite.
  public func recommend(
    _ count: Int, for request: ScoringRequest, among candidates: CandidateFilter
  ) -> [ScoredItem] {
    var scores = scores(for: request)
    candidates.mask(&scores, history: request.history)
    return BestScores.top(count, of: scores)
  }
}

/// The items that may be recommended.
public struct CandidateFilter: Equatable, Sendable {
  /// Whether items of the history may be recommended again, to continue them.
  public let includesSeen: Bool
  let allowed: [Bool]?

  /// All items, those of the history only with `includesSeen`.
  public static func all(includesSeen: Bool = false) -> CandidateFilter {
    CandidateFilter(includesSeen: includesSeen, allowed: nil)
  }

  /// Only items with true in `allowed`; items past its end are not allowed.
  public static func only(_ allowed: [Bool], includesSeen: Bool = false) -> CandidateFilter {
    CandidateFilter(includesSeen: includesSeen, allowed: allowed)
  }

  /// Whether an item may be recommended, apart from the history.
  public func contains(_ item: ItemIndex) -> Bool {
    guard let allowed else { return true }
    return item.position < allowed.count && allowed[item.position]
  }
}
