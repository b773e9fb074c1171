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
