import Glibc

/// A model of sparse weights between items: score j is Σ e(xᵢ) Wᵢⱼ over a history x, e the
/// emphasis.
public struct ItemMatrixModel: ExplainingRecommender {
  /// W; row i holds what item i of a history adds to each score.
  public let weights: ItemMatrix
  /// The emphasis of the weights of a history.
  public let emphasis: Emphasis

  /// A model with its weights.
  public init(weights: ItemMatrix, emphasis: Emphasis = .full) {
    self.weights = weights
    self.emphasis = emphasis
  }

  /// The number of items that are scored.
  public var itemCount: Int { weights.itemCount }

  /// Overwrites `scores` with the sum of the rows of the history's items, each times its weight.
  ///
  /// Items of the history outside the matrix are skipped.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    scores.update(repeating: 0)
    weights.accumulate(request.history.emphasized(by: emphasis), into: &scores)
  }

  /// The contribution of each item of the history to the score of `item`; those of 0 are left out.
  public func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
    request.history.entries.compactMap { entry in
      guard entry.item.position < itemCount else { return nil }
      let contribution = Double(emphasis(entry.weight)) * Double(weights.value(entry.item, item))
      return contribution == 0 ? nil : ScoredItem(item: entry.item, score: contribution)
    }
  }
}

/// A model of sparse weights between items and recency weights of the history: score j is Σ e(xᵢ)
/// ρᵢ Wᵢⱼ, ρ the shares of `HistoryRecency` and e the emphasis.
public struct RecencyWeightedModel: ExplainingRecommender {
  /// W; row i holds what item i of a history adds to each score.
  public let weights: ItemMatrix
  /// The recency weights of a history.
  public let recency: HistoryRecency
  /// The emphasis of the weights of a history.
  public let emphasis: Emphasis

  /// A model with its weights, recency and emphasis.
  public init(weights: ItemMatrix, recency: HistoryRecency, emphasis: Emphasis = .full) {
    self.weights = weights
    self.recency = recency
    self.emphasis = emphasis
  }

  /// The number of items that are scored.
  public var itemCount: Int { weights.itemCount }

  /// Overwrites `scores` with the weighted sum of the rows of the history's items; items outside
  /// the matrix are skipped.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    for item in 0..<itemCount { scores[item] = 0 }
    let history = request.history
    for (entry, share) in zip(history.entries, recency.shares(of: history))
    where entry.item.position < itemCount {
      weights.accumulate(entry.item, times: emphasis(entry.weight) * share, into: &scores)
    }
  }

  /// The contribution of each item of the history to the score of `item`; those of 0 are left out.
  public func contributions(to item: ItemIndex, for request: ScoringRequest) -> [ScoredItem] {
    zip(request.history.entries, recency.shares(of: request.history)).compactMap { entry, share in
      guard entry.item.position < itemCount else { return nil }
      let contribution =
        Double(emphasis(entry.weight) * share) * Double(weights.value(entry.item, item))
      return contribution == 0 ? nil : ScoredItem(item: entry.item, score: contribution)
    }
  }
}

/// The weight of an item of a history by the number of items watched after it.
///
/// The item watched last has the weight 1, an item with n later ones `floor` + (1 − `floor`) ×
/// 2^(−n / `halfLife`). Items are counted and not days, so that the weights of a daily viewer and
/// of one who returns after a month are the same.
public struct HistoryRecency: Codable, Equatable, Sendable {
  /// The number of later items after which the fading part is half, > 0.
  public var halfLife: Double
  /// The part that never fades, in [0, 1]; 1 gives all items the weight 1.
  public var floor: Double

  /// Recency weights with half-life and floor.
  public init(halfLife: Double, floor: Double) {
    self.halfLife = halfLife
    self.floor = floor
  }

  /// The recency weight of each entry, in (0, 1], in the history's order.
  ///
  /// Entries are ordered by (time, item). Without different times all weights are 1, and so is the
  /// weight of an entry of negative weight, because a dislike does not fade.
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
  /// A model without weights, whose scores are all 0.
  public static func silent(itemCount: Int) -> RecencyWeightedModel {
    RecencyWeightedModel(
      weights: .empty(itemCount: itemCount), recency: HistoryRecency(halfLife: 1, floor: 1))
  }
}
