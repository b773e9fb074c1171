import Glibc

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
