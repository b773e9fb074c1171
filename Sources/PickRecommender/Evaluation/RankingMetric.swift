import Glibc

/// One number for one user's ranking.
///
/// `nil` when the user has no held-out item: nobody can be right, so nobody is averaged.
public protocol RankingMetric: Sendable {
  /// What a report calls it: "recall@10".
  var name: String { get }
  /// How many ranked items it looks at.
  var depth: Int { get }

  /// Measures a ranking, best first, without repetitions.
  func measure(_ ranked: [ItemIndex], relevant: Set<ItemIndex>) -> Double?
}

/// The share of the first k items that are relevant; a short ranking is not excused.
public struct Precision: RankingMetric {
  /// k, > 0.
  public let depth: Int
  /// precision@k.
  public var name: String { "precision@\(depth)" }

  /// Looks at the first `depth` items.
  public init(at depth: Int) { self.depth = depth }

  /// Relevant items among the first k ÷ k.
  public func measure(_ ranked: [ItemIndex], relevant: Set<ItemIndex>) -> Double? {
    guard !relevant.isEmpty else { return nil }
    return Double(ranked.prefix(depth).count { relevant.contains($0) }) / Double(depth)
  }
}

/// The share of relevant items that are among the first k.
public struct Recall: RankingMetric {
  /// k, > 0.
  public let depth: Int
  /// recall@k.
  public var name: String { "recall@\(depth)" }

  /// Looks at the first `depth` items.
  public init(at depth: Int) { self.depth = depth }

  /// Relevant items among the first k ÷ all relevant items.
  public func measure(_ ranked: [ItemIndex], relevant: Set<ItemIndex>) -> Double? {
    guard !relevant.isEmpty else { return nil }
    let hits = ranked.prefix(depth).count { relevant.contains($0) }
    return Double(hits) / Double(relevant.count)
  }
}

/// Normalised discounted cumulative gain with binary relevance.
///
/// Gain 1 / log₂(rank + 1) for each relevant item, over the gain of the best ranking there could
/// be.
/// - Note: Järvelin, Kekäläinen, "Cumulated Gain-based Evaluation of IR Techniques", 2002.
public struct NDCG: RankingMetric {
  /// k, > 0.
  public let depth: Int
  /// ndcg@k.
  public var name: String { "ndcg@\(depth)" }

  /// Looks at the first `depth` items.
  public init(at depth: Int) { self.depth = depth }

  /// The gain reached ÷ the gain that could be.
  public func measure(_ ranked: [ItemIndex], relevant: Set<ItemIndex>) -> Double? {
    guard !relevant.isEmpty else { return nil }
    let gained = ranked.prefix(depth).enumerated().reduce(0) { sum, place in
      relevant.contains(place.element) ? sum + Self.gain(place.offset) : sum
    }
    let ideal = (0..<min(depth, relevant.count)).reduce(0) { $0 + Self.gain($1) }
    return gained / ideal
  }

  private static func gain(_ place: Int) -> Double { 1 / log2(Double(place + 2)) }
}

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
