import Glibc

/// Rows of factors in one array, row-major.
enum FactorRows {
  /// Rows of another length: filled up with zeros, or cut.
  static func resized<Scalar: BinaryFloatingPoint & BitwiseCopyable>(
    _ rows: [Scalar], from width: Int, to newWidth: Int
  ) -> [Scalar] {
    guard width != newWidth else { return rows }
    let count = rows.count / width
    var resized = [Scalar](repeating: 0, count: count * newWidth)
    var target = resized.mutableSpan
    let source = rows.span
    for row in 0..<count {
      for factor in 0..<min(width, newWidth) {
        target[row * newWidth + factor] = source[row * width + factor]
      }
    }
    return resized
  }

  /// Rows from the normal distribution; the places from `width` to `stride` are 0.
  ///
  /// Both numbers of each draw of Box and Muller are used: where there are millions of factors,
  /// drawing them is a good part of a fit.
  static func normal<Scalar: BinaryFloatingPoint & BitwiseCopyable>(
    _ count: Int, width: Int, stride: Int, mean: Double, deviation: Double,
    using random: inout PCG32
  ) -> [Scalar] {
    var rows = [Scalar](repeating: 0, count: count * stride)
    var span = rows.mutableSpan
    var kept: Double?
    for row in 0..<count {
      for place in row * stride..<row * stride + width {
        if let second = kept {
          span[place] = Scalar(mean + second)
          kept = nil
        } else {
          // 1 − unit() is in (0, 1], so its logarithm is finite.
          let radius = deviation * (-2 * log(1 - random.unit())).squareRoot()
          let angle = 2 * .pi * random.unit()
          span[place] = Scalar(mean + radius * cos(angle))
          kept = radius * sin(angle)
        }
      }
    }
    return rows
  }

  /// The dot product of a row of each.
  static func dot<Scalar: BinaryFloatingPoint & BitwiseCopyable>(
    _ left: Span<Scalar>, _ leftRow: Int, _ right: Span<Scalar>, _ rightRow: Int, width: Int
  ) -> Double {
    var sum = 0.0
    for factor in 0..<width {
      sum += Double(left[leftRow * width + factor]) * Double(right[rightRow * width + factor])
    }
    return sum
  }
}
