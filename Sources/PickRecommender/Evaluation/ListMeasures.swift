import Glibc

/// What the lists of all users together look like, right or wrong.
public struct ListMeasures: Equatable, Sendable {
  /// Distinct items in anybody's list ÷ candidates, in [0, 1].
  public let coverage: Double
  /// How unevenly the lists share their places among the candidates: 0 when all are named equally
  /// often, towards 1 when one takes them all.
  public let gini: Double

  /// Counts the items of all lists.
  ///
  /// - Parameter counts: by candidate, in how many lists it is.
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

/// How surprising items are: the self-information of meeting somebody who watched them, in bits.
///
/// An item nobody watched counts as watched by one user, so that it stays finite.
/// - Note: Zhou et al., "Solving the apparent diversity-accuracy dilemma of recommender systems",
///   PNAS 2010.
public struct Novelty: Sendable {
  private let bits: [Double]

  /// Counts who watched what.
  public init(_ train: Dataset) {
    var viewers = [Int](repeating: 0, count: train.items.count)
    for item in train.interactions.columns { viewers[Int(item)] += 1 }
    let users = (0..<train.users.count).count {
      !train.interactions.cells(of: UserIndex($0)).isEmpty
    }
    bits = viewers.map { max(0, log2(Double(max(1, users)) / Double(max(1, $0)))) }
  }

  /// The mean of −log₂(users who watched it ÷ users); `nil` for an empty list.
  public func measure(_ ranked: [ItemIndex]) -> Double? {
    guard !ranked.isEmpty else { return nil }
    return ranked.reduce(0) { $0 + bits[$1.position] } / Double(ranked.count)
  }
}

/// How unlike each other the items of a list are, by who watched them.
///
/// - Note: Ziegler et al., "Improving Recommendation Lists Through Topic Diversification", 2005,
///   with one minus the cosine of two items' viewers as the distance.
public struct Diversity: Sendable {
  private let viewers: InteractionMatrix

  /// Turns the matrix around.
  public init(_ train: Dataset) { viewers = train.interactions.transposed() }

  /// The mean over pairs of 1 − |both| ÷ √(|one| × |other|), in [0, 1]; `nil` below two items.
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
