/// Precision and recall the way the original measured them: among the items a user rated anyway.
///
/// Per user only the held-out items are ranked, by predicted rating. Of the first k those predicted
/// at the threshold or above count as recommended, those rated there or above as relevant. Because
/// most of what people rate they like, the base rate alone scores high and models hardly differ:
/// report it for comparison with old figures, never choose by it.
/// - Note: Surprise's FAQ, "How to compute precision@k and recall@k".
public struct StudentProtocol: Codable, Equatable, Sendable {
  /// k, > 0.
  public var depth: Int
  /// From this rating on an item is liked.
  public var threshold: Double

  /// The protocol at k.
  public init(at depth: Int, threshold: Double) {
    self.depth = depth
    self.threshold = threshold
  }

  /// Measures one user.
  ///
  /// - Parameter cases: estimate and rating of each held-out item; ties keep their order.
  /// - Returns: relevant of the recommended and of all relevant items; 0 where there are none.
  public func measure(
    _ cases: [(estimate: Double, rating: Double)]
  ) -> (precision: Double, recall: Double) {
    let ranked = cases.enumerated().sorted {
      ($1.element.estimate, $0.offset) < ($0.element.estimate, $1.offset)
    }.prefix(depth).map(\.element)
    let recommended = ranked.filter { $0.estimate >= threshold }
    let hits = Double(recommended.count { $0.rating >= threshold })
    let relevant = cases.count { $0.rating >= threshold }
    return (
      recommended.isEmpty ? 0 : hits / Double(recommended.count),
      relevant == 0 ? 0 : hits / Double(relevant)
    )
  }
}
