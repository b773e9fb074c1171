/// A month of the calendar in Seoul, which a pipeline run is about.
public struct Month: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// Year of the proleptic Gregorian calendar, 1 to 9999.
  public let year: Int
  /// 1 for January to 12.
  public let month: Int

  /// Names a month; `nil` when there is none of that name.
  public init?(year: Int, month: Int) {
    guard SeoulTime(year: year, month: month, day: 1) != nil else { return nil }
    self.year = year
    self.month = month
  }

  /// Reads "2023-08"; `nil` for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[4] == UInt8(ascii: "-"),
      let year = Self.digits(bytes[0..<4]), let month = Self.digits(bytes[5..<7])
    else { return nil }
    self.init(year: year, month: month)
  }

  private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.reduce(Int?.some(0)) { number, byte in
      guard let number, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      return number * 10 + Int(byte - UInt8(ascii: "0"))
    }
  }

  /// The month an instant is in, in Seoul; the nearest one that has a name.
  public init(containing instant: Instant) {
    let time = SeoulTime(instant)
    year = min(9999, max(1, time.year))
    month = time.month
  }

  /// Its first instant.
  public var start: Instant {
    // Every month has a first day: the other instant is never taken.
    SeoulTime(year: year, month: month, day: 1)?.startOfDay ?? Instant(millisecondsSince1970: .max)
  }

  /// The first instant after it.
  public var end: Instant {
    // The month after the last one has no name, and December has 31 days.
    next?.start ?? start.advanced(bySeconds: 31 * 86_400)
  }

  /// The month before; `nil` before the first one.
  public var previous: Month? {
    month == 1 ? Month(year: year - 1, month: 12) : Month(year: year, month: month - 1)
  }

  /// The month after; `nil` after the last one.
  public var next: Month? {
    month == 12 ? Month(year: year + 1, month: 1) : Month(year: year, month: month + 1)
  }

  /// Orders earlier before later.
  public static func < (left: Month, right: Month) -> Bool {
    (left.year, left.month) < (right.year, right.month)
  }

  /// "2023-08".
  public var description: String {
    let year = String(year)
    let month = String(month)
    return String(repeating: "0", count: 4 - year.count) + year
      + "-" + String(repeating: "0", count: 2 - month.count) + month
  }

  /// Reads the name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let month = Month(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "A month is written as in 2023-08.")
    }
    self = month
  }

  /// Writes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
