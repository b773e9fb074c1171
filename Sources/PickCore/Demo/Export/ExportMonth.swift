import PickModel

/// One whole month in Seoul.
struct ExportMonth: Equatable, Sendable {
  let year: Int
  let month: Int

  /// "2026-10".
  var name: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

  /// The first instant of the month and the first one after it.
  var start: Instant { Self.firstDay(year, month) }
  var end: Instant { month == 12 ? Self.firstDay(year + 1, 1) : Self.firstDay(year, month + 1) }

  /// The `count` whole months before `until`, the earliest first.
  static func last(_ count: Int, before until: SeoulTime) -> [ExportMonth] {
    let firstAfter = until.year * 12 + until.month - 1
    return (firstAfter - count..<firstAfter).map {
      ExportMonth(year: $0 / 12, month: $0 % 12 + 1)
    }
  }

  private static func firstDay(_ year: Int, _ month: Int) -> Instant {
    SeoulTime(year: year, month: month, day: 1)?.instant ?? Instant(secondsSince1970: 0)
  }
}
