/// The format of times in a file.
public enum TimeFormat: String, CaseIterable, Equatable, Sendable {
  /// Seconds since 1970, whole or not: 881250949, 8.8125e+08.
  case seconds
  /// Milliseconds since 1970.
  case milliseconds
  /// Microseconds since 1970.
  case microseconds
  /// Nanoseconds since 1970.
  case nanoseconds
  /// ISO 8601, also with blanks, slashes or dots: 2023-08-01, 2023-08-01 23:05:47+09:00.
  case iso
  /// Digits without anything between them: 20230801, 20230801230547.
  case compact
  /// Day, month, year: 31/12/2023 23:05.
  case dmy
  /// Month, day, year: 12/31/2023 23:05.
  case mdy

  /// The years 1 to 9999, in seconds since 1970.
  static let years: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// The most likely format of a column.
  ///
  /// - Parameter fields: some of the column; empty ones say nothing.
  /// - Returns: of numbers the unit that puts the middle one into our age; `iso` otherwise.
  static func recognised(in fields: [[UInt8]]) -> TimeFormat {
    let filled = fields.filter { !FieldNumber.isMissing($0[...]) }
    let numbers = filled.compactMap { FieldNumber.real($0[...]) }.filter(\.isFinite)
    guard !filled.isEmpty, numbers.count * 2 >= filled.count else { return .iso }
    let days = filled.count { TimeField.compact($0[...]) != nil }
    if days * 10 >= filled.count * 9 { return .compact }
    let middle = numbers.map(\.magnitude).sorted()[numbers.count / 2]
    // Seconds of the year 5138 are milliseconds of 1973, and so on.
    return switch middle {
    case ..<1e11: .seconds
    case ..<1e14: .milliseconds
    case ..<1e17: .microseconds
    default: .nanoseconds
    }
  }
}

/// Reads one time of a file.
enum TimeField {
  /// Seconds since 1970, rounded down.
  ///
  /// Wall clocks without a zone are Seoul's, as everywhere in Pick.
  ///
  /// - Parameters:
  ///   - field: the bytes.
  ///   - format: how the file writes times.
  ///   - column: the name for the reason.
  /// - Returns: seconds since 1970.
  /// - Throws: why it is no time.
  static func seconds(
    _ field: ArraySlice<UInt8>, _ format: TimeFormat, column: String
  ) throws(RejectionReason) -> Int64 {
    let bytes = FieldNumber.trimmed(field)
    guard !bytes.isEmpty else { throw .empty(column: column) }
    let found: Int64? =
      switch format {
      case .seconds: try number(bytes, per: 1, column) ?? wall(bytes, order: .ymd)
      case .milliseconds: try number(bytes, per: 1000, column) ?? wall(bytes, order: .ymd)
      case .microseconds: try number(bytes, per: 1_000_000, column) ?? wall(bytes, order: .ymd)
      case .nanoseconds: try number(bytes, per: 1_000_000_000, column) ?? wall(bytes, order: .ymd)
      case .iso: wall(bytes, order: .ymd)
      case .compact: compact(bytes)
      case .dmy: wall(bytes, order: .dmy)
      case .mdy: wall(bytes, order: .mdy)
      }
    guard let found else {
      if FieldNumber.hasThousands(bytes) { throw .thousands(column: column) }
      throw .malformed(column: column)
    }
    guard TimeFormat.years.contains(found) else { throw .outOfRange(column: column) }
    return found
  }

  /// A number of which `scale` make a second; `nil` for what is none.
  private static func number(
    _ bytes: ArraySlice<UInt8>, per scale: Int64, _ column: String
  ) throws(RejectionReason) -> Int64? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    if let whole = FieldNumber.longDecimal(isNegative ? bytes.dropFirst() : bytes) {
      let value = isNegative ? -whole : whole
      // Rounded down, before 1970 too.
      let (seconds, rest) = value.quotientAndRemainder(dividingBy: scale)
      return rest < 0 ? seconds - 1 : seconds
    }
    guard let real = FieldNumber.real(bytes) else { return nil }
    let seconds = (real / Double(scale)).rounded(.down)
    // A clock of any unit fits 64 bits.
    guard real.magnitude < 0x1p63, seconds.magnitude < 1e15 else {
      throw .outOfRange(column: column)
    }
    return Int64(seconds)
  }

  private enum Order { case ymd, dmy, mdy }

  /// A date, with or without a clock and a zone.
  private static func wall(_ bytes: ArraySlice<UInt8>, order: Order) -> Int64? {
    guard bytes.count <= 40 else { return nil }
    var rest = bytes
    guard let first = takeNumber(&rest), let mark = rest.popFirst(),
      mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: "."),
      let second = takeNumber(&rest), rest.popFirst() == mark, let third = takeNumber(&rest)
    else { return nil }
    let date =
      switch order {
      case .ymd: (first, second, third)
      case .dmy: (third, second, first)
      case .mdy: (third, first, second)
      }
    // A year of two digits could be of any century.
    let year = order == .ymd ? bytes.prefix { $0 != mark }.count : 4
    guard year == 4, date.0 >= 1000 || order == .ymd else { return nil }
    guard let day = dayNumber(date.0, date.1, date.2) else { return nil }
    while rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
    if rest.first == UInt8(ascii: "T") || rest.first == UInt8(ascii: "t") {
      rest = rest.dropFirst()
    }
    guard !rest.isEmpty else { return day * 86_400 - secondsEastInSeoul }
    guard let clock = takeClock(&rest), let east = zone(rest) else { return nil }
    return day * 86_400 + clock - east
  }

  private static let secondsEastInSeoul: Int64 = 9 * 3600

  /// Hours and minutes, perhaps seconds and their fraction.
  private static func takeClock(_ rest: inout ArraySlice<UInt8>) -> Int64? {
    let colon = UInt8(ascii: ":")
    guard let hour = takeNumber(&rest), hour < 24, rest.popFirst() == colon,
      let minute = takeNumber(&rest), minute < 60
    else { return nil }
    var seconds = Int64(hour * 3600 + minute * 60)
    guard rest.first == colon else { return seconds }
    rest = rest.dropFirst()
    guard let second = takeNumber(&rest), second <= 60 else { return nil }
    seconds += Int64(second)
    if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") {
      rest = rest.dropFirst()
      rest = rest.drop { (0x30...0x39).contains($0) }
    }
    return seconds
  }

  /// "Z", "UTC", "+09:00", "+0900", "+09" or nothing, as seconds east of Greenwich.
  private static func zone(_ field: ArraySlice<UInt8>) -> Int64? {
    var rest = field
    while rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
    guard let sign = rest.first else { return secondsEastInSeoul }
    let word = rest.map { $0 & 0xDF }
    if word == Array("Z".utf8) || word == Array("UTC".utf8) || word == Array("GMT".utf8) {
      return 0
    }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    let digits = rest.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard digits.count == 2 || digits.count == 4, let value = FieldNumber.decimal(digits[...])
    else { return nil }
    let (hours, minutes) = digits.count == 2 ? (value, 0) : (value / 100, value % 100)
    guard hours < 24, minutes < 60 else { return nil }
    let east = Int64(hours * 3600 + minutes * 60)
    return sign == UInt8(ascii: "+") ? east : -east
  }

  /// 8 or 14 digits that are a date of 1900 to 2100, and a clock.
  static func compact(_ field: ArraySlice<UInt8>) -> Int64? {
    let bytes = FieldNumber.trimmed(field)
    guard bytes.count == 8 || bytes.count == 14, let digits = FieldNumber.decimal(bytes) else {
      return nil
    }
    let (date, clock) = bytes.count == 8 ? (digits, 0) : (digits / 1_000_000, digits % 1_000_000)
    guard (1900...2100).contains(date / 10_000), clock / 10_000 < 24, clock / 100 % 100 < 60,
      clock % 100 < 60, let day = dayNumber(date / 10_000, date / 100 % 100, date % 100)
    else { return nil }
    let seconds = clock / 10_000 * 3600 + clock / 100 % 100 * 60 + clock % 100
    return day * 86_400 + Int64(seconds) - secondsEastInSeoul
  }

  /// One to four digits.
  private static func takeNumber(_ rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard (1...4).contains(digits.count), let number = FieldNumber.decimal(digits) else {
      return nil
    }
    rest = rest.dropFirst(digits.count)
    return number
  }

  /// Days since 1970-01-01 of a date that exists, of the years 1 to 9999.
  ///
  /// - Note: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day >= 1, day <= lengths[month - 1] else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = (shifted / 400, shifted % 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }
}

extension FieldNumber {
  /// Digits and nothing else, at most 18 of them; "20.0" is 20.
  fileprivate static func longDecimal(_ field: ArraySlice<UInt8>) -> Int64? {
    let point = field.firstIndex(of: UInt8(ascii: "."))
    let digits = field[..<(point ?? field.endIndex)]
    if let point, !field[(point + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") }) { return nil }
    guard (1...18).contains(digits.count) else { return nil }
    var value: Int64 = 0
    for byte in digits {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value
  }

  /// Whether it is a number with commas, dots or blanks between its thousands: 1,234 or 1 234 567.
  static func hasThousands(_ field: ArraySlice<UInt8>) -> Bool {
    let bytes = trimmed(field)
    guard bytes.count <= 40,
      let mark = bytes.first(where: { !(0x30...0x39).contains($0) }),
      mark == UInt8(ascii: ",") || mark == UInt8(ascii: " ") || mark == UInt8(ascii: "'")
    else { return false }
    let whole = bytes.prefix { $0 != UInt8(ascii: ".") }
    let groups = whole.split(separator: mark, omittingEmptySubsequences: false)
    guard groups.count > 1, (1...3).contains(groups[0].count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return false }
    return groups.allSatisfy { $0.allSatisfy { (0x30...0x39).contains($0) } }
  }
}
