import Glibc

/// A metric of one user's ranking.
///
/// A user without a relevant item has no value and is not part of the mean.
public protocol RankingMetric: Sendable {
  /// The name in reports: "recall@10".
  var name: String { get }
  /// k: the number of ranked items that count.
  var depth: Int { get }

  /// The value of a ranking, best first and without repetitions; `nil` without relevant items.
  func measure(_ ranked: [ItemIndex], relevant: Set<ItemIndex>) -> Double?
}

/// The share of the first k places with a relevant item; a ranking with fewer items is divided by k
/// all the same.
public struct Precision: RankingMetric {
  /// k: the number of ranked items that count, > 0.
  public let depth: Int
  /// The name "precision@k".
  public var name: String { "precision@\(depth)" }

  /// The metric of the first `depth` items.
  public init(at depth: Int) { self.depth = depth }

  /// The number of relevant items among the first k ÷ k.
  public func measure(_ ranked: [ItemIndex], relevant: Set<ItemIndex>) -> Double? {
    guard !relevant.isEmpty else { return nil }
    return Double(ranked.prefix(depth).count { relevant.contains($0) }) / Double(depth)
  }
}

/// The share of the relevant items that are among the first k.
public struct Recall: RankingMetric {
  /// k: the number of ranked items that count, > 0.
  public let depth: Int
  /// The name "recall@k".
  public var name: String { "recall@\(depth)" }

  /// The metric of the first `depth` items.
  public init(at depth: Int) { self.depth = depth }

  /// The number of relevant items among the first k ÷ the number of relevant items.
  public func measure(_ ranked: [ItemIndex], relevant: Set<ItemIndex>) -> Double? {
    guard !relevant.isEmpty else { return nil }
    let hits = ranked.prefix(depth).count { relevant.contains($0) }
    return Double(hits) / Double(relevant.count)
  }
}

/// Normalised discounted cumulative gain with binary relevance.
///
/// The gain is 1 / log₂(rank + 1) for each relevant item, and is divided by the gain of the best
/// possible ranking.
/// - Note: Järvelin, Kekäläinen, "Cumulated Gain-based Evaluation of IR Techniques", 2002.
public struct NDCG: RankingMetric {
  /// k: the number of ranked items that count, > 0.
  public let depth: Int
  /// The name "ndcg@k".
  public var name: String { "ndcg@\(depth)" }

  /// The metric of the first `depth` items.
  public init(at depth: Int) { self.depth = depth }

  /// The gain of the ranking ÷ the gain of the best possible one.
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

/// Average precision at k, which is higher the further in front the relevant items are.
///
/// The mean over users is MAP@k.
/// - Note: Manning, Raghavan, Schütze, "Introduction to Information Retrieval", 2008, section 8.4,
///   cut at k and divided by min(k, relevant items).
public struct AveragePrecision: RankingMetric {
  /// k: the number of ranked items that count, > 0.
  public let depth: Int
  /// The name "map@k".
  public var name: String { "map@\(depth)" }

  /// The metric of the first `depth` items.
  public init(at depth: Int) { self.depth = depth }

  /// The sum of the precision at the rank of each relevant item ÷ min(k, relevant items).
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

/// The reciprocal rank of the first relevant item; 0 where none is among the first k.
///
/// The mean over users is MRR@k.
/// - Note: Voorhees, "The TREC-8 Question Answering Track Report", 1999.
public struct ReciprocalRank: RankingMetric {
  /// k: the number of ranked items that count, > 0.
  public let depth: Int
  /// The name "mrr@k".
  public var name: String { "mrr@\(depth)" }

  /// The metric of the first `depth` items.
  public init(at depth: Int) { self.depth = depth }

  /// 1 ÷ the rank of the first relevant item.
  public func measure(_ ranked: [ItemIndex], relevant: Set<ItemIndex>) -> Double? {
    guard !relevant.isEmpty else { return nil }
    let first = ranked.prefix(depth).firstIndex { relevant.contains($0) }
    return first.map { 1 / Double($0 - ranked.startIndex + 1) } ?? 0
  }
}

/// Whether any of the first k items is relevant; the mean is the share of users with a hit.
public struct HitRate: RankingMetric {
  /// k: the number of ranked items that count, > 0.
  public let depth: Int
  /// The name "hit-rate@k".
  public var name: String { "hit-rate@\(depth)" }

  /// The metric of the first `depth` items.
  public init(at depth: Int) { self.depth = depth }

  /// 1 for a hit, 0 for none.
  public func measure(_ ranked: [ItemIndex], relevant: Set<ItemIndex>) -> Double? {
    guard !relevant.isEmpty else { return nil }
    return ranked.prefix(depth).contains { relevant.contains($0) } ? 1 : 0
  }
}
