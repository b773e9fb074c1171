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
/// A model only scores: filtering seen titles, availability and tie-breaking are not its job.
public protocol FittedRecommender: Sendable {
  /// Number of titles a score is given for.
  var titleCount: Int { get }

  /// Overwrites `scores` (length `titleCount`).
  ///
  /// Higher is better; the scale is the model's own.
  func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>)
}

/// A model that can say which watched titles made a score.
public protocol ExplainingRecommender: FittedRecommender {
  /// What each title of the history adds to the score of `title`, in the history's order.
  ///
  /// Their sum is the score; titles that add nothing are left out.
  func contributions(to title: TitleIndex, for request: ScoringRequest) -> [ScoredTitle]
}

/// What a model is asked.
public struct ScoringRequest: Equatable, Sendable {
  /// What the user did.
  public let history: UserHistory
  /// The instant to recommend for, in seconds since 1970.
  public let atSeconds: Int64

  /// A question to a model.
  public init(history: UserHistory, atSeconds: Int64 = 0) {
    self.history = history
    self.atSeconds = atSeconds
  }
}

/// A title and what a model thinks of it.
public struct ScoredTitle: Equatable, Sendable {
  /// The title.
  public let title: TitleIndex
  /// Unscaled model output.
  public let score: Double

  /// A title and its score.
  public init(title: TitleIndex, score: Double) {
    self.title = title
    self.score = score
  }
}

extension FittedRecommender {
  /// The scores of all titles.
  public func scores(for request: ScoringRequest) -> [Float] {
    var scores = [Float](repeating: 0, count: titleCount)
    var span = scores.mutableSpan
    score(request, into: &span)
    return scores
  }

  /// At most `count` candidates, best first; equal scores go to the lower index.
  ///
  /// Titles of the history are no candidates unless the filter says so, and neither is a title
  /// whose score is not finite.
  public func recommend(
    _ count: Int, for request: ScoringRequest, among candidates: CandidateFilter
  ) -> [ScoredTitle] {
    let scores = scores(for: request)
    var seen = request.history.entries.makeIterator()
    var nextSeen = seen.next()
    var best = TopK(count)
    for position in 0..<scores.count {
      let title = TitleIndex(position)
      while let entry = nextSeen, entry.title < title { nextSeen = seen.next() }
      if nextSeen?.title == title, !candidates.includesSeen { continue }
      guard best.admits(Double(scores[position])), candidates.contains(title) else { continue }
      best.insert(title, score: Double(scores[position]))
    }
    return best.sorted()
  }
}
