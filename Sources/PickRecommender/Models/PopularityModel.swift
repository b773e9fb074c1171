/// How much each item is watched, and by whom or when more than usual.
public struct PopularityModel: FittedRecommender {
  /// What scores depend on besides the item.
  enum Part: Sendable {
    case all
    case categories(CategoryLift)
    case slots(SlotLift)
  }

  /// By item, >= 0.
  public let weights: [Float]
  private let part: Part

  init(weights: [Float], part: Part) {
    self.weights = weights
    self.part = part
  }

  /// Number of items a score is given for.
  public var itemCount: Int { weights.count }

  /// Overwrites `scores` with the weights, times what the history's categories, or the instant,
  /// say.
  ///
  /// By slot, a request at second 0 is one without an instant: it gets the plain weights.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    for item in 0..<itemCount { scores[item] = weights[item] }
    switch part {
    case .all: return
    case .categories(let lift): lift.multiply(&scores, for: request.history)
    case .slots(let lift):
      if request.atSeconds != 0 { lift.multiply(&scores, at: request.atSeconds) }
    }
  }
}
