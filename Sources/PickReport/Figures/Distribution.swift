import Glibc
import PickModel

/// How a count is spread over viewers or titles, with the figures of its long tail.
package struct Distribution: Codable, Equatable, Sendable {
  /// Those with a count in an interval.
  package struct Bucket: Codable, Equatable, Sendable {
    /// The smallest count.
    package let from: Int
    /// The largest count; `nil` for the last bucket, which is open.
    package let through: Int?
    /// How many have it.
    package let members: Int
    /// What they have together.
    package let total: Int
  }

  /// How many are counted.
  package let members: Int
  /// All counts together.
  package let total: Int
  /// 0 without members.
  package let mean: Double
  /// The middle one, of two the mean.
  package let median: Double
  /// The count that one in ten reaches.
  package let p90: Double
  /// The largest one.
  package let max: Int
  /// 0 when all have the same, towards 1 when one has everything; see `Inequality.gini`.
  package let gini: Double
  /// The share of the total that the largest hundredth has (at least one member).
  package let topPercentShare: Double
  /// The share of the total that the largest tenth has (at least one member).
  package let topTenthShare: Double
  /// The smallest number of members who have four fifths of the total.
  package let membersOfMost: Int
  /// Shares of the total that the smallest 0 %, 5 %, … 100 % of the members have.
  package let lorenz: [Double]
  /// By size.
  package let buckets: [Bucket]

  /// The lower ends of the buckets.
  static let steps = [1, 2, 3, 5, 10, 20, 50, 100]

  /// Counts of all members, in any order; zeros belong to no bucket.
  package init(_ counts: [Int]) {
    let sorted = counts.sorted()
    let whole = sorted.total()
    members = sorted.count
    total = whole
    mean = whole.share(of: sorted.count)
    median = Self.quantile(0.5, of: sorted)
    p90 = Self.quantile(0.9, of: sorted)
    max = sorted.last ?? 0
    gini = Inequality.gini(sorted: sorted)
    lorenz = Inequality.lorenz(sorted: sorted)
    topPercentShare = Self.top(hundredths: 1, of: sorted).share(of: whole)
    topTenthShare = Self.top(hundredths: 10, of: sorted).share(of: whole)
    var rest = Double(whole) * 0.8
    membersOfMost =
      sorted.reversed().prefix { count in
        guard rest > 0 else { return false }
        rest -= Double(count)
        return true
      }.count
    buckets = Self.steps.indices.map { place in
      let from = Self.steps[place]
      let through = place + 1 < Self.steps.count ? Self.steps[place + 1] - 1 : nil
      let own = sorted.filter { $0 >= from && $0 <= through ?? .max }
      return Bucket(from: from, through: through, members: own.count, total: own.total())
    }
  }

  private static func top(hundredths: Int, of sorted: [Int]) -> Int {
    guard !sorted.isEmpty else { return 0 }
    return sorted.suffix(Swift.max(1, sorted.count * hundredths / 100)).total()
  }

  /// The quantile by linear interpolation; 0 of nothing.
  static func quantile(_ share: Double, of sorted: [Int]) -> Double {
    guard let last = sorted.last else { return 0 }
    let place = share * Double(sorted.count - 1)
    let low = Int(place)
    guard low + 1 < sorted.count else { return Double(last) }
    let step = Double(sorted[low + 1]) - Double(sorted[low])
    return Double(sorted[low]) + step * (place - Double(low))
  }
}

/// Measures of how unevenly something is spread.
package enum Inequality {
  /// The points of a Lorenz curve between 0 and 1, both included.
  static let lorenzPoints = 21

  /// The Gini coefficient of ascending counts: half the mean difference of two of them, divided by
  /// their mean.
  ///
  /// - Parameter sorted: counts >= 0, ascending.
  /// - Returns: a value in [0, 1); 0 without counts.
  /// - Note: Σ (2i − n − 1) xᵢ ÷ (n Σ xᵢ), i from 1; Dixon and others, "Bootstrapping the Gini
  ///   coefficient of inequality", Ecology 68 (1987), without their correction for small samples.
  package static func gini(sorted: [Int]) -> Double {
    let total = sorted.reduce(0.0) { $0 + Double($1) }
    guard total > 0 else { return 0 }
    let count = Double(sorted.count)
    let weighted = sorted.enumerated().reduce(0.0) { sum, entry in
      sum + (2 * Double(entry.offset + 1) - count - 1) * Double(entry.element)
    }
    return weighted / (count * total)
  }

  /// The share of the total that the smallest share of the members has, at `lorenzPoints` shares.
  ///
  /// - Parameter sorted: counts >= 0, ascending.
  /// - Returns: ascending shares from 0 to 1; a diagonal without counts.
  package static func lorenz(sorted: [Int]) -> [Double] {
    var sums = [0.0]
    for count in sorted { sums.append((sums.last ?? 0) + Double(count)) }
    let total = sums.last ?? 0
    return (0..<lorenzPoints).map { point in
      let share = Double(point) / Double(lorenzPoints - 1)
      guard total > 0 else { return share }
      let place = share * Double(sorted.count)
      let low = min(Int(place), sorted.count)
      let high = min(low + 1, sorted.count)
      return (sums[low] + (sums[high] - sums[low]) * (place - Double(low))) / total
    }
  }

  /// The population stability index of two lists of counts: the sum over buckets of
  /// (p − q) × ln(p ÷ q), which says how differently they are spread.
  ///
  /// Half a count is added everywhere, so that what is missing once is not infinitely far. Under 0.1
  /// is usually taken for no change, above 0.2 for a large one. Lists of different lengths do not
  /// count the same, and have no distance.
  /// - Note: Siddiqi, "Credit Risk Scorecards", 2006, section on scorecard monitoring.
  package static func psi(_ now: [Int], _ before: [Int]) -> Double {
    guard now.count == before.count, !now.isEmpty else { return 0 }
    func shares(_ counts: [Int]) -> [Double] {
      let smooth = counts.map { Double($0) + 0.5 }
      let total = smooth.reduce(0, +)
      return smooth.map { $0 / total }
    }
    return zip(shares(now), shares(before)).reduce(0.0) { sum, pair in
      sum + (pair.0 - pair.1) * log(pair.0 / pair.1)
    }
  }
}

extension Int {
  /// This count as a share of `whole`; 0 of nothing.
  func share(of whole: Int) -> Double { whole == 0 ? 0 : Double(self) / Double(whole) }
}
