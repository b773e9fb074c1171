import PickModel

/// The only source of chance in the demo world: xoshiro256**, seeded by SplitMix64.
///
/// Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021. The same seed
/// gives the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator, Equatable, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// A generator of its own for each `stream` of a seed: drawing more from one changes no other.
  init(seed: UInt64, stream: UInt64 = 0) {
    var mix = SplitMix64(seed: seed &+ stream &* 0xD1B5_4A32_D192_ED03)
    _ = mix.next()
    state = (mix.next(), mix.next(), mix.next(), mix.next())
  }

  mutating func next() -> UInt64 {
    let result = (state.1 &* 5).rotated(by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3.rotated(by: 45)
    return result
  }

  /// A whole number in `0 ..< bound`; `bound` > 0 and small against 2^32, so the bias is nil.
  mutating func below(_ bound: Int) -> Int {
    Int(((next() >> 32) &* UInt64(bound)) >> 32)
  }

  /// A whole number in a closed range.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// A number in [0, 1) with 53 bits; exact arithmetic only, so equal everywhere.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// True with a probability of `percent` / 100.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  static func == (left: Self, right: Self) -> Bool { left.state == right.state }
}

extension UInt64 {
  fileprivate func rotated(by count: UInt64) -> UInt64 { self << count | self >> (64 - count) }
}

/// Draws indices in proportion to weights, by bisection of their running sums.
struct WeightedChoice: Equatable, Sendable {
  /// Running sums; the last one is the sum of all weights.
  private let sums: [Double]

  /// Weights >= 0; a list that is empty or sums up to zero draws nothing.
  init(_ weights: some Sequence<Double>) {
    var total = 0.0
    sums = weights.map {
      total += $0
      return total
    }
  }

  /// The sum of all weights.
  var total: Double { sums.last ?? 0 }

  /// An index; `nil` when there is nothing to draw.
  func draw(using generator: inout SeededGenerator) -> Int? {
    guard total > 0 else { return nil }
    let target = generator.unit() * total
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
