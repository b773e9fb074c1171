/// Average precision: rewards relevant items the more, the further in front they are.
///
/// The mean over users is MAP@k.
/// - Note: Manning, Raghavan, Schütze, "Introduction to Information Retrieval", 2008, section 8.4,
///   cut at k: divided by what k places could hold, min(k, relevant).
public struct AveragePrecision: RankingMetric {
  /// k, > 0.
  public let depth: Int
  /// map@k.
  public var name: String { "map@\(depth)" }

  /// Looks at the first `depth` items.
  public init(at depth: Int) { self.depth = depth }

  /// Σ precision at each relevant item's rank ÷ min(k, relevant items).
  public func measure(_ ranked: [ItemIndex], relevant: Set<ItemIndex>) -> Double? {
    guard !relevant.isEmpty else { return nil }
    var (hits, sum) = (0, 0.0)
    for (place, item) in ranked.prefix(depth).enumerated() where relevant.contains(item) {
      hits += 1
      sum += Double(hits) / Double(place + 1)
    }
    return sum / Double(min(depth, relevant.count))
  }
}

/// One over the rank of the first relevant item; 0 when there is none among the first k.
///
/// The mean over users is MRR@k.
/// - Note: Voorhees, "The TREC-8 Question Answering Track Report", 1999.
public struct ReciprocalRank: RankingMetric {
  /// k, > 0.
  public let depth: Int
  /// mrr@k.
  public var name: String { "mrr@\(depth)" }

  /// Looks at the first `depth` items.
  public init(at depth: Int) { self.depth = depth }

  /// 1 ÷ the rank of the first relevant item.
  public func measure(_ ranked: [ItemIndex], relevant: Set<ItemIndex>) -> Double? {
    guard !relevant.isEmpty else { return nil }
    let first = ranked.prefix(depth).firstIndex { relevant.contains($0) }
    return first.map { 1 / Double($0 - ranked.startIndex + 1) } ?? 0
  }
}

/// Whether any of the first k items is relevant: the share of users who find something.
public struct HitRate: RankingMetric {
  /// k, > 0.
  public let depth: Int
  /// hit-rate@k.
  public var name: String { "hit-rate@\(depth)" }

  /// Looks at the first `depth` items.
  public init(at depth: Int) { self.depth = depth }

  /// 1 for a hit, 0 for none.
  public func measure(_ ranked: [ItemIndex], relevant: Set<ItemIndex>) -> Double? {
    guard !relevant.isEmpty else { return nil }
    return ranked.prefix(depth).contains { relevant.contains($0) } ? 1 : 0
  }
}
