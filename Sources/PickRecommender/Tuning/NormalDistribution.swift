import Glibc

/// The standard normal distribution.
enum NormalDistribution {
  /// The probability of [lower, upper], relatively exact in both tails.
  static func mass(_ lower: Double, _ upper: Double) -> Double {
    // Far from the middle Φ is 1 but for its last digits: look from the side where it is small.
    if lower > 0 { return upperTail(lower) - upperTail(upper) }
    if upper < 0 { return upperTail(-upper) - upperTail(-lower) }
    return 1 - upperTail(-lower) - upperTail(upper)
  }

  /// The probability of (z, ∞).
  static func upperTail(_ z: Double) -> Double {
    // Beyond this the sum of the other terms is 1 to the last bit, and most kernels end here.
    z > 38 ? 0 : 0.5 * erfc(z * 0.5.squareRoot())
  }
}
