/// Loads and stores of eight numbers without alignment, and sums in a fixed order.
extension UnsafePointer<Float> {
  /// The eight numbers from a position on.
  @inline(__always)
  func lane(_ position: Int) -> SIMD8<Float> {
    UnsafeRawPointer(self + position).loadUnaligned(as: SIMD8<Float>.self)
  }
}

extension UnsafeMutablePointer<Float> {
  /// The eight numbers from a position on.
  @inline(__always)
  func lane(_ position: Int) -> SIMD8<Float> {
    UnsafeRawPointer(self + position).loadUnaligned(as: SIMD8<Float>.self)
  }

  /// Overwrites eight numbers from a position on.
  @inline(__always)
  func store(_ position: Int, _ lane: SIMD8<Float>) {
    UnsafeMutableRawPointer(self + position).storeBytes(of: lane, as: SIMD8<Float>.self)
  }
}

extension SIMD8<Float> {
  /// The sum by halves, which has three dependent additions where `sum()` has seven.
  @inline(__always)
  var halvedSum: Float {
    let four = lowHalf + highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }
}

extension SIMD4<Float> {
  /// The sums of four vectors, by a transposition and additions of whole vectors.
  @inline(__always)
  static func sums(
    _ a: SIMD8<Float>, _ b: SIMD8<Float>, _ c: SIMD8<Float>, _ d: SIMD8<Float>
  ) -> SIMD4 {
    let (a, b) = (a.lowHalf + a.highHalf, b.lowHalf + b.highHalf)
    let (c, d) = (c.lowHalf + c.highHalf, d.lowHalf + d.highHalf)
    let left = SIMD4(a[0], b[0], a[1], b[1]) + SIMD4(a[2], b[2], a[3], b[3])
    let right = SIMD4(c[0], d[0], c[1], d[1]) + SIMD4(c[2], d[2], c[3], d[3])
    return SIMD4(lowHalf: left.lowHalf, highHalf: right.lowHalf)
      + SIMD4(lowHalf: left.highHalf, highHalf: right.highHalf)
  }

  /// The absolute values, without a branch.
  @inline(__always)
  var magnitudes: SIMD4 {
    let bits = unsafeBitCast(self, to: SIMD4<UInt32>.self) & 0x7fff_ffff
    return unsafeBitCast(bits, to: SIMD4<Float>.self)
  }
}
