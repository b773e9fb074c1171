import ArgumentParser
import PickModel

/// An instant as people write it on a command line.
///
/// "2026-11-20", "2026-11-20T19:30" and "2026-11-20 19:30:05" are Seoul's wall clock; with "Z" or
/// "+09:00" at the end they are the clock of that place; "20261120" is a day, any other whole number
/// seconds since 1970.
struct TimeArgument: ExpressibleByArgument {
  let instant: Instant

  init?(argument text: String) {
    if text.utf8.count == 8, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text),
      let day = SeoulTime(
        year: number / 10_000, month: number / 100 % 100, day: number % 100, hour: 0, minute: 0,
        second: 0)
    {
      instant = day.instant
      return
    }
    if let seconds = Int64(text), (-62_135_596_800...253_402_300_799).contains(seconds) {
      instant = Instant(secondsSince1970: seconds)
      return
    }
    var rest = text[...]
    let offset = Self.takeOffset(&rest)
    let parts = rest.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "T" || $0 == " " })
    guard let date = Self.numbers(parts[0], separator: "-"), date.count == 3,
      let clock = parts.count > 1 ? Self.numbers(parts[1], separator: ":") : [0, 0],
      (2...3).contains(clock.count), offset == nil || parts.count > 1,
      let wall = SeoulTime(
        year: date[0], month: date[1], day: date[2], hour: clock[0], minute: clock[1],
        second: clock.count > 2 ? clock[2] : 0)
    else { return nil }
    instant = wall.instant.advanced(
      bySeconds: Self.secondsEastInSeoul - (offset ?? Self.secondsEastInSeoul))
  }

  private static let secondsEastInSeoul: Int64 = 9 * 3600

  /// Takes "Z" or "+09:00" off the end; seconds east of Greenwich.
  private static func takeOffset(_ text: inout Substring) -> Int64? {
    if text.last == "Z" {
      text.removeLast()
      return 0
    }
    let zone = text.suffix(6)
    guard zone.count == 6, let sign = zone.first, sign == "+" || sign == "-",
      let clock = numbers(zone.dropFirst(), separator: ":"), clock.count == 2,
      clock[0] < 24, clock[1] < 60
    else { return nil }
    text.removeLast(6)
    let seconds = Int64(clock[0] * 3600 + clock[1] * 60)
    return sign == "+" ? seconds : -seconds
  }

  private static func numbers(_ text: Substring, separator: Character) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(part) : nil
    }
    return numbers.count == parts.count ? numbers : nil
  }
}
