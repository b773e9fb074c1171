import Glibc

/// Latent factors, a row for each user or item; shape `[rowCount, factors]`, single precision.
///
/// Rows are padded with zeros to a multiple of eight numbers, so that kernels have no remainder to
/// handle; the padding adds nothing to any product.
public struct FactorMatrix: Equatable, Sendable {
  /// Number of rows.
  public let rowCount: Int
  /// Length of a row without its padding.
  public let factors: Int
  /// The distance from one row to the next in `values`: `factors` rounded up to a multiple of 8.
  public let stride: Int
  /// The rows one after another, `rowCount × stride` numbers.
  public internal(set) var values: [Float]

  /// A matrix of zeros; `factors` > 0.
  public init(rowCount: Int, factors: Int) {
    precondition(rowCount >= 0 && factors > 0, "a shape")
    self.rowCount = rowCount
    self.factors = factors
    stride = Self.padded(factors)
    values = Array(repeating: 0, count: rowCount * stride)
  }

  /// A row without its padding.
  public func row(_ row: Int) -> [Float] {
    Array(values[row * stride..<row * stride + factors])
  }

  /// One factor of a row; traps for a factor of the padding.
  public internal(set) subscript(row: Int, factor: Int) -> Float {
    get {
      precondition(factor >= 0 && factor < factors, "a factor")
      return values[row * stride + factor]
    }
    set {
      precondition(factor >= 0 && factor < factors, "a factor")
      values[row * stride + factor] = newValue
    }
  }

  /// Overwrites every number but the padding, row by row.
  mutating func fill(_ next: () -> Float) {
    for row in 0..<rowCount {
      for factor in 0..<factors { values[row * stride + factor] = next() }
    }
  }

  /// Whether all numbers are finite.
  var isFinite: Bool {
    // A sum of finite numbers can overflow; a sum of 0 × x cannot, and is NaN for any x that is not
    // finite.
    var sum = SIMD8<Float>()
    for start in Swift.stride(from: 0, to: values.count, by: 8) {
      for k in 0..<8 { sum[k] += 0 * values[start + k] }
    }
    return sum == SIMD8()
  }

  /// A count of numbers rounded up to a multiple of eight.
  static func padded(_ count: Int) -> Int { (count + 7) / 8 * 8 }
}

/// Rows of factors in one array, row-major.
enum FactorRows {
  /// The rows with another length, extended by zeros or cut.
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

  /// Rows drawn from the normal distribution; the places from `width` to `stride` are 0.
  ///
  /// Both numbers of each Box-Muller draw are used, because drawing millions of factors is a
  /// considerable part of a fit.
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

  /// The dot product of a row of `left` and a row of `right`.
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
