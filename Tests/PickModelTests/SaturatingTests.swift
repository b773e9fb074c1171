import PickModel
import Testing

@Suite("Numbers from outside")
struct SaturatingTests {
  static let ends: [Int64] = [
    .min, .min + 1, .min / 1000, -9_007_199_254_740_993, -1, 0, 1, 86_400, 1_800_000_000_000,
    .max / 1000, .max - 1, .max,
  ]
  static let reals: [Double] = [
    .nan, .signalingNaN, .infinity, -.infinity, 1e37, -1e37, 1e300, 9_223_372_036_854_775_808,
    -9_223_372_036_854_775_808, 0.5, -0.5, 0, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
  ]

  @Test("sums, differences and products stop at the ends of the range")
  func arithmetic() {
    for left in Self.ends {
      for right in Self.ends {
        #expect(left.plus(right) == Self.clamped(left.addingReportingOverflow(right), left >= 0))
        let difference = left.subtractingReportingOverflow(right)
        #expect(left.minus(right) == Self.clamped(difference, left >= 0))
        let product = left.multipliedReportingOverflow(by: right)
        #expect(left.times(right) == Self.clamped(product, (left < 0) == (right < 0)))
      }
    }
    #expect([Int64.max, 1, -1].total() == .max - 1)
  }

  @Test("every Double becomes a whole number")
  func reals() {
    for value in Self.reals {
      let whole = Int64(saturating: value)
      #expect(value.isNaN ? whole == 0 : (value < 0) == (whole < 0) || abs(value) < 1)
    }
    #expect(Int64(saturating: 1e37) == .max)
    #expect(Int64(saturating: -.infinity) == .min)
    #expect(Int(saturating: 2.9) == 2)
    #expect(UInt8(saturating: -3) == 0)
  }

  @Test("instants at the ends of time can be moved, compared and shown on a wall clock")
  func instants() {
    for left in Self.ends {
      let instant = Instant(millisecondsSince1970: left)
      let shown = SeoulTime(instant)
      #expect((1...12).contains(shown.month) && (1...7).contains(shown.weekday))
      #expect(shown.startOfDay <= shown.instant)
      for right in Self.ends {
        let other = Instant(millisecondsSince1970: right)
        #expect((instant.seconds(since: other) < 0) == (left < right))
        #expect((instant.advanced(bySeconds: right) < instant) == (right < 0 && left > .min))
        #expect(Instant(secondsSince1970: right).secondsSince1970.magnitude <= right.magnitude)
      }
    }
  }

  private static func clamped(
    _ result: (partialValue: Int64, overflow: Bool), _ isUpper: Bool
  ) -> Int64 {
    result.overflow ? (isUpper ? .max : .min) : result.partialValue
  }
}
