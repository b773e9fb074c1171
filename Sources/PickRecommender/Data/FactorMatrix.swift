/// Latent factors, a row for each user or item; shape `[rowCount, factors]`, single precision.
///
/// Rows are padded with zeros to a multiple of eight numbers, so that a kernel never meets a
/// remainder; the padding adds nothing to any product.
public struct FactorMatrix: Equatable, Sendable {
  /// Number of rows.
  public let rowCount: Int
  /// Numbers of a row that mean something.
  public let factors: Int
  /// The distance from one row to the next in `values`: `factors` rounded up to a multiple of 8.
  public let stride: Int
  /// The rows one after the other, `rowCount × stride` numbers.
  public internal(set) var values: [Float]

  /// Rows of zeros.
  public init(rowCount: Int, factors: Int) {
    precondition(rowCount >= 0 && factors > 0, "a shape")
    self.rowCount = rowCount
    self.factors = factors
    stride = Self.padded(factors)
    values = Array(repeating: 0, count: rowCount * stride)
  }

  /// One row without its padding.
  public func row(_ row: Int) -> [Float] {
    Array(values[row * stride..<row * stride + factors])
  }

  /// One number; a factor of the padding cannot be named.
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

  /// Whether every number is.
  var isFinite: Bool {
    // A sum of finite numbers that are no factors of anything overflows; 0 × x does not.
    var sum = SIMD8<Float>()
    for start in Swift.stride(from: 0, to: values.count, by: 8) {
      for k in 0..<8 { sum[k] += 0 * values[start + k] }
    }
    return sum == SIMD8()
  }

  /// A count of numbers rounded up to a multiple of eight.
  static func padded(_ count: Int) -> Int { (count + 7) / 8 * 8 }
}
