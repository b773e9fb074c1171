package import PickModel

/// One whole month on Seoul's calendar.
package struct ReportMonth: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  /// 1 to 9998.
  package let year: Int
  /// 1 for January to 12.
  package let month: Int

  /// Names a month; `nil` when there is none of these numbers.
  package init?(year: Int, month: Int) {
    guard (1...9998).contains(year), (1...12).contains(month) else { return nil }
    self.year = year
    self.month = month
  }

  /// Reads "2023-08"; `nil` for anything else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[4] == UInt8(ascii: "-") else { return nil }
    let digits = (bytes[..<4] + bytes[5...]).map { Int($0) - 48 }
    guard digits.allSatisfy((0...9).contains) else { return nil }
    self.init(
      year: digits[..<4].reduce(0) { $0 * 10 + $1 }, month: digits[4] * 10 + digits[5])
  }

  /// "2023-08".
  package var description: String {
    String(repeating: "0", count: 4 - String(year).count) + "\(year)-"
      + (month < 10 ? "0" : "") + "\(month)"
  }

  /// The month before; `nil` before the first one.
  package var previous: ReportMonth? {
    month > 1 ? ReportMonth(year: year, month: month - 1) : ReportMonth(year: year - 1, month: 12)
  }

  /// The first instant of the month.
  package var start: Instant { Self.firstDay(year, month) }
  /// The first instant after the month.
  package var end: Instant {
    month < 12 ? Self.firstDay(year, month + 1) : Self.firstDay(year + 1, 1)
  }

  private static func firstDay(_ year: Int, _ month: Int) -> Instant {
    SeoulTime(year: year, month: month, day: 1)?.instant ?? Instant(secondsSince1970: 0)
  }

  /// Orders earlier before later.
  package static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month) < (right.year, right.month)
  }

  /// Reads "2023-08".
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let month = ReportMonth(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no month")
    }
    self = month
  }

  /// Writes "2023-08".
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// The time a report is about.
package enum ReportRange: Hashable, Sendable, Codable {
  /// One month.
  case month(ReportMonth)
  /// Everything until the report is made.
  case everything

  /// The month; `nil` of everything.
  package var month: ReportMonth? {
    guard case .month(let month) = self else { return nil }
    return month
  }

  /// Whether an event at `instant` is part of a report made at `asOf`.
  func contains(_ instant: Instant, asOf: Instant) -> Bool {
    switch self {
    case .month(let month): month.start <= instant && instant < month.end
    case .everything: instant <= asOf
    }
  }

  /// Reads "2023-08" or "all".
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    self = ReportMonth(text).map(ReportRange.month) ?? .everything
  }

  /// Writes "2023-08" or "all".
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(month?.description ?? "all")
  }
}
