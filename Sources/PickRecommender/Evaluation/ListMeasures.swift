import Glibc

/// Measures of the lists of all users together, independent of relevance.
public struct ListMeasures: Equatable, Sendable {
  /// The number of distinct items in all lists ÷ candidates, in [0, 1].
  public let coverage: Double
  /// The Gini coefficient of the number of lists per candidate: 0 where all candidates are in
  /// equally many lists, near 1 where one item is in all.
  public let gini: Double

  /// The measures of some lists.
  ///
  /// - Parameter counts: the number of lists that contain each candidate.
  public init(counts: [Int]) {
    let total = counts.reduce(0, +)
    coverage = counts.isEmpty ? 0 : Double(counts.count { $0 > 0 }) / Double(counts.count)
    gini = total == 0 ? 0 : Self.gini(counts.sorted(), total: total)
  }

  /// Σ (2i − n − 1) xᵢ ÷ (n Σ x) over ascending x, i from 1.
  private static func gini(_ ascending: [Int], total: Int) -> Double {
    let count = ascending.count
    let sum = ascending.enumerated().reduce(0.0) {
      $0 + Double(2 * ($1.offset + 1) - count - 1) * Double($1.element)
    }
    return sum / (Double(count) * Double(total))
  }
}

/// The novelty of a list: the mean self-information of its items, in bits.
///
/// An item without viewers counts as watched by one user, so that its information is finite.
/// - Note: Zhou et al., "Solving the apparent diversity-accuracy dilemma of recommender systems",
///   PNAS 2010.
public struct Novelty: Sendable {
  private let bits: [Double]

  /// The novelty by the viewers in the training data.
  public init(_ train: Dataset) {
    var viewers = [Int](repeating: 0, count: train.items.count)
    for item in train.interactions.columns { viewers[Int(item)] += 1 }
    let users = (0..<train.users.count).count {
      !train.interactions.cells(of: UserIndex($0)).isEmpty
    }
    bits = viewers.map { max(0, log2(Double(max(1, users)) / Double(max(1, $0)))) }
  }

  /// The mean of −log₂(viewers of the item ÷ users); `nil` for an empty list.
  public func measure(_ ranked: [ItemIndex]) -> Double? {
    guard !ranked.isEmpty else { return nil }
    return ranked.reduce(0) { $0 + bits[$1.position] } / Double(ranked.count)
  }
}

/// The diversity of a list: the mean distance of its items, by their viewers.
///
/// - Note: Ziegler et al., "Improving Recommendation Lists Through Topic Diversification", 2005,
///   with one minus the cosine of two items' viewers as the distance.
public struct Diversity: Sendable {
  private let viewers: InteractionMatrix

  /// The diversity by the viewers in the training data.
  public init(_ train: Dataset) { viewers = train.interactions.transposed() }

  /// The mean of 1 − |both| ÷ √(|one| × |other|) over pairs of items, in [0, 1]; `nil` for fewer
  /// than two items.
  ///
  /// - Complexity: O(k × Σ viewers of the items).
  public func measure(_ ranked: [ItemIndex]) -> Double? {
    guard ranked.count > 1 else { return nil }
    var sum = 0.0
    for one in 1..<ranked.count {
      for other in 0..<one { sum += 1 - cosine(ranked[one], ranked[other]) }
    }
    return sum / Double(ranked.count * (ranked.count - 1) / 2)
  }

  private func cosine(_ one: ItemIndex, _ other: ItemIndex) -> Double {
    let left = viewers.cells(of: UserIndex(one.rawValue))
    let right = viewers.cells(of: UserIndex(other.rawValue))
    guard !left.isEmpty, !right.isEmpty else { return 0 }
    var (first, second, both) = (left.lowerBound, right.lowerBound, 0)
    while first < left.upperBound, second < right.upperBound {
      let (a, b) = (viewers.columns[first], viewers.columns[second])
      if a == b { both += 1 }
      if a <= b { first += 1 }
      if b <= a { second += 1 }
    }
    return Double(both) / Double(left.count * right.count).squareRoot()
  }
}
