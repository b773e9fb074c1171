import Glibc

/// A model that is nothing but sparse weights between items: score j is Σ e(xᵢ) Wᵢⱼ over a history x,
/// e its emphasis.
public struct ItemMatrixModel: ExplainingRecommender {
  /// W; row i is what watching item i adds to each score.
  public let weights: ItemMatrix
  /// What the history's weights count.
  public let emphasis: Emphasis

  /// A model from its weights.
  public init(weights: ItemMatrix, emphasis: Emphasis = .full) {
    self.weights = weights
    self.emphasis = emphasis
  }

  /// Number of items a score is given for.
  public var itemCount: Int { weights.itemCount }

  /// Overwrites `scores` with the sum of the history's rows, each times its weight.
  ///
  /// Items of the history outside the matrix say nothing.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    scores.update(repeating: 0)
    weights.accumulate(request.history.emphasized(by: emphasis), into: &scores)
  }

  /// What each item of the history adds to the score of `item`; those that add nothing left out.
  public func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
    request.history.entries.compactMap { entry in
      guard entry.item.position < itemCount else { return nil }
      let contribution = Double(emphasis(entry.weight)) * Double(weights.value(entry.item, item))
      return contribution == 0 ? nil : ScoredItem(item: entry.item, score: contribution)
    }
  }
}

/// Sparse weights between items, asked with a history that fades: score j is Σ e(xᵢ) ρᵢ Wᵢⱼ, ρ the
/// shares of `HistoryRecency` and e the emphasis.
public struct RecencyWeightedModel: ExplainingRecommender {
  /// W; row i is what watching item i adds to each score.
  public let weights: ItemMatrix
  /// How the history fades.
  public let recency: HistoryRecency
  /// What the history's weights count.
  public let emphasis: Emphasis

  /// A model from its parts.
  public init(weights: ItemMatrix, recency: HistoryRecency, emphasis: Emphasis = .full) {
    self.weights = weights
    self.recency = recency
    self.emphasis = emphasis
  }

  /// Number of items a score is given for.
  public var itemCount: Int { weights.itemCount }

  /// Overwrites `scores` with the sum of the history's rows; items outside the matrix say nothing.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    for item in 0..<itemCount { scores[item] = 0 }
    let history = request.history
    for (entry, share) in zip(history.entries, recency.shares(of: history))
    where entry.item.position < itemCount {
      weights.accumulate(entry.item, times: emphasis(entry.weight) * share, into: &scores)
    }
  }

  /// What each item of the history adds to the score of `item`; those that add nothing left out.
  public func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
    zip(request.history.entries, recency.shares(of: request.history)).compactMap { entry, share in
      guard entry.item.position < itemCount else { return nil }
      let contribution =
        Double(emphasis(entry.weight) * share) * Double(weights.value(entry.item, item))
      return contribution == 0 ? nil : ScoredItem(item: entry.item, score: contribution)
    }
  }
}

/// How much an item of a history counts by how many were watched after it.
///
/// The item watched last counts 1, the one with n after it `floor` + (1 − `floor`) × 2^(−n /
/// `halfLife`): what somebody watched last says most of what is next, and a taste does not go away.
/// Counted in items and not in days, so that it means the same for somebody who watches daily and
/// somebody who comes back after a month.
public struct HistoryRecency: Codable, Equatable, Sendable {
  /// After how many further items the fading part is half, > 0.
  public var halfLife: Double
  /// What never fades, in [0, 1]; 1 takes all items alike.
  public var floor: Double

  /// A way to fade.
  public init(halfLife: Double, floor: Double) {
    self.halfLife = halfLife
    self.floor = floor
  }

  /// The share of each entry's weight that counts, in (0, 1], in the history's order.
  ///
  /// Entries are ordered by (time, item). Histories whose times are all equal have no order and
  /// fade nothing; neither do entries of negative weight: what was said no to stays no.
  /// - Complexity: O(n log n) in the length of the history.
  public func shares(of history: UserHistory) -> [Float] {
    let entries = history.entries
    var shares = [Float](repeating: 1, count: entries.count)
    guard floor < 1, let first = entries.first,
      entries.contains(where: { $0.lastSeconds != first.lastSeconds })
    else { return shares }
    let newestFirst = entries.indices.sorted {
      (entries[$0].lastSeconds, $0) > (entries[$1].lastSeconds, $1)
    }
    for (rank, index) in newestFirst.enumerated() where entries[index].weight > 0 {
      shares[index] = Float(floor + (1 - floor) * exp2(-Double(rank) / halfLife))
    }
    return shares
  }
}

extension RecencyWeightedModel {
  /// A model that says nothing of anything.
  public static func silent(itemCount: Int) -> RecencyWeightedModel {
    RecencyWeightedModel(
      weights: .empty(itemCount: itemCount), recency: HistoryRecency(halfLife: 1, floor: 1))
  }
}
