import Glibc

/// The standard normal distribution.
enum NormalDistribution {
  /// The probability of [lower, upper], relatively exact in both tails.
  static func mass(_ lower: Double, _ upper: Double) -> Double {
    // Far from the middle Φ is 1 but for its last digits: look from the side where it is small.
    if lower > 0 { return upperTail(lower) - upperTail(upper) }
    if upper < 0 { return upperTail(-upper) - upperTail(-lower) }
    // Beyond 8.3 a tail is less than the last digit of 1.
    return 1 - (lower > -8.3 ? upperTail(-lower) : 0) - (upper < 8.3 ? upperTail(upper) : 0)
  }

  /// The probability of (z, ∞).
  static func upperTail(_ z: Double) -> Double {
    0.5 * erfc(z * 0.5.squareRoot())
  }
}

/// Draws from the standard normal distribution two at a time, of which the second is kept.
///
/// - Note: Marsaglia, Bray, "A Convenient Method for Generating Normal Variables", 1964.
struct NormalPairs {
  private var kept: Double?

  /// The next number.
  mutating func next(_ random: inout PCG32) -> Double {
    if let kept {
      self.kept = nil
      return kept
    }
    while true {
      let (x, y) = (2 * random.unit() - 1, 2 * random.unit() - 1)
      let square = x * x + y * y
      guard square > 0, square < 1 else { continue }
      let scale = (-2 * log(square) / square).squareRoot()
      kept = y * scale
      return x * scale
    }
  }
}
