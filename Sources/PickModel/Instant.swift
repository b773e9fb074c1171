/// A point in time, exact to the millisecond.
///
/// Instants come from files, databases and servers, so none of this can trap: what lies beyond
/// the ends of the range is its end.
public struct Instant: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
  public let millisecondsSince1970: Int64

  /// A point in time that is already known in milliseconds.
  public init(millisecondsSince1970: Int64) { self.millisecondsSince1970 = millisecondsSince1970 }

  /// A point in time that is already known in whole seconds.
  public init(secondsSince1970: Int64) {
    self.init(millisecondsSince1970: secondsSince1970.times(1000))
  }

  /// Whole seconds since 1970, rounded down.
  public var secondsSince1970: Int64 {
    let (quotient, remainder) = millisecondsSince1970.quotientAndRemainder(dividingBy: 1000)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The instant `seconds` later; earlier when negative.
  public func advanced(bySeconds seconds: Int64) -> Instant {
    advanced(byMilliseconds: seconds.times(1000))
  }

  /// The instant `count` milliseconds later; earlier when negative.
  public func advanced(byMilliseconds count: Int64) -> Instant {
    Instant(millisecondsSince1970: millisecondsSince1970.plus(count))
  }

  /// Milliseconds from `earlier` to this instant; negative when `earlier` is later.
  public func milliseconds(since earlier: Instant) -> Int64 {
    millisecondsSince1970.minus(earlier.millisecondsSince1970)
  }

  /// Seconds from `earlier` to this instant, with fractions; negative when `earlier` is later.
  public func seconds(since earlier: Instant) -> Double {
    Double(milliseconds(since: earlier)) / 1000
  }

  /// Orders earlier before later.
  public static func < (left: Self, right: Self) -> Bool {
    left.millisecondsSince1970 < right.millisecondsSince1970
  }

  /// Reads bare milliseconds.
  public init(from decoder: any Decoder) throws {
    millisecondsSince1970 = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Writes bare milliseconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(millisecondsSince1970)
  }
}
