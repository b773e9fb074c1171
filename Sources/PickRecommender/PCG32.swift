import Glibc

/// The random number generator of this library: the same numbers for the same seed on every
/// machine.
///
/// It is not suitable for secrets.
/// - Note: O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for
///   Random Number Generation", 2014; the variant XSH-RR 64/32.
public struct PCG32: RandomNumberGenerator, Sendable {
  private static let multiplier: UInt64 = 6_364_136_223_846_793_005
  private var state: UInt64
  private let increment: UInt64

  /// Starts a sequence.
  ///
  /// Each `stream` of a seed is an independent sequence, so that threads and parts of a fit can
  /// draw numbers independently.
  public init(seed: UInt64, stream: UInt64 = 0) {
    increment = stream << 1 | 1
    state = increment &+ seed
    state = state &* Self.multiplier &+ increment
    _ = next32()
  }

  /// The next 32 bits.
  public mutating func next32() -> UInt32 {
    let old = state
    state = old &* Self.multiplier &+ increment
    let mixed = UInt32(truncatingIfNeeded: ((old >> 18) ^ old) >> 27)
    let turn = UInt32(truncatingIfNeeded: old >> 59)
    return mixed >> turn | mixed << ((0 &- turn) & 31)
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 { UInt64(next32()) << 32 | UInt64(next32()) }

  /// A uniform number in [0, 1) with 53 random bits.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A uniform whole number in `0..<bound`; `bound` > 0 and at most 2³².
  public mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: (UInt64(next32()) &* UInt64(bound)) >> 32)
  }

  /// A number from the normal distribution (Box and Muller, 1958).
  public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
    // 1 − unit() is in (0, 1], so its logarithm is finite.
    let radius = (-2 * log(1 - unit())).squareRoot()
    return mean + deviation * radius * cos(2 * .pi * unit())
  }
}
