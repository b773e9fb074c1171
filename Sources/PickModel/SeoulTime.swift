/// The date and time of day in Seoul at an instant.
///
/// Every rule of Pick that speaks of hours, days or months means Seoul's. Korea has kept UTC+9
/// without daylight saving since 1988-10-09; earlier instants are shown in UTC+9 as well.
public struct SeoulTime: Hashable, Sendable {
  /// Year of the proleptic Gregorian calendar.
  public let year: Int
  /// 1 for January to 12.
  public let month: Int
  /// Day of the month, from 1.
  public let day: Int
  /// 0 to 23.
  public let hour: Int
  /// 0 to 59.
  public let minute: Int
  /// 0 to 59.
  public let second: Int

  private static let secondsEastOfUTC: Int64 = 9 * 3600

  /// Reads the wall clock at `instant`.
  public init(_ instant: Instant) {
    let local = instant.secondsSince1970 + Self.secondsEastOfUTC
    let days = local.flooredQuotient(by: 86_400)
    let rest = Int(local - days * 86_400)
    (year, month, day) = Self.civil(fromDays: days)
    hour = rest / 3600
    minute = rest % 3600 / 60
    second = rest % 60
  }

  /// Names a wall-clock time; `nil` when there is no such date or time.
  public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
      Self.civil(fromDays: Self.days(year: year, month: month, day: day)) == (year, month, day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// The instant at which the wall clock shows this time.
  public var instant: Instant {
    let rest = Int64(hour * 3600 + minute * 60 + second)
    return Instant(secondsSince1970: dayNumber * 86_400 + rest - Self.secondsEastOfUTC)
  }

  /// Days since 1970-01-01 of this date; the time of day does not matter.
  public var dayNumber: Int64 { Self.days(year: year, month: month, day: day) }

  /// 1 for Monday to 7 for Sunday (ISO 8601).
  public var weekday: Int { Int((dayNumber + 3).flooredRemainder(by: 7)) + 1 }

  /// The first instant of this date.
  public var startOfDay: Instant {
    Instant(secondsSince1970: dayNumber * 86_400 - Self.secondsEastOfUTC)
  }

  // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  private static func days(year: Int, month: Int, day: Int) -> Int64 {
    let y = Int64(month <= 2 ? year - 1 : year)
    let era = y.flooredQuotient(by: 400)
    let yearOfEra = y - era * 400
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  // The same source, civil_from_days.
  private static func civil(fromDays days: Int64) -> (year: Int, month: Int, day: Int) {
    let z = days + 719_468
    let era = z.flooredQuotient(by: 146_097)
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = Int(dayOfYear - (153 * shifted + 2) / 5 + 1)
    let month = Int(shifted < 10 ? shifted + 3 : shifted - 9)
    return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, day)
  }
}

extension Int64 {
  fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }

  fileprivate func flooredRemainder(by divisor: Int64) -> Int64 {
    self - flooredQuotient(by: divisor) * divisor
  }
}

/// The kinds of day that viewing differs by.
public enum DayType: String, CaseIterable, Codable, Sendable {
  /// Monday to Friday, except Friday night.
  case weekday
  /// Friday from 18:00 to Saturday 02:00 in Seoul, "불금".
  case fridayNight
  /// Saturday and Sunday, except the hours that belong to Friday night.
  case weekend

  /// The kind of day a wall clock in Seoul is in.
  public init(_ time: SeoulTime) {
    switch (time.weekday, time.hour) {
    case (5, 18...), (6, ..<2): self = .fridayNight
    case (6...7, _): self = .weekend
    default: self = .weekday
    }
  }
}
