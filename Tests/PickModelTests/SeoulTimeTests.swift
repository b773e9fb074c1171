import PickModel
import Testing

@Suite("Seoul's clock")
struct SeoulTimeTests {
  @Test(
    "an instant shows as Seoul's wall clock does",
    arguments: [
      (0, 1970, 1, 1, 9, 0, 0), (-1, 1970, 1, 1, 8, 59, 59), (-32_400, 1970, 1, 1, 0, 0, 0),
      (-32_401, 1969, 12, 31, 23, 59, 59), (1_690_898_747, 2023, 8, 1, 23, 5, 47),
      (951_750_000, 2000, 2, 29, 0, 0, 0), (4_107_510_000, 2100, 3, 1, 0, 0, 0),
    ])
  func shown(
    seconds: Int64, year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int
  ) {
    let time = SeoulTime(Instant(secondsSince1970: seconds))
    #expect(
      [time.year, time.month, time.day, time.hour, time.minute, time.second]
        == [year, month, day, hour, minute, second])
    #expect(time.instant == Instant(secondsSince1970: seconds))
  }

  @Test(
    "dates that do not exist are refused",
    arguments: [
      (2023, 2, 29), (2100, 2, 29), (2023, 4, 31), (2023, 0, 1), (2023, 13, 1), (2023, 1, 0),
      (0, 1, 1), (10_000, 1, 1),
    ])
  func noSuchDate(year: Int, month: Int, day: Int) {
    #expect(SeoulTime(year: year, month: month, day: day) == nil)
  }

  @Test(
    "times that do not exist are refused",
    arguments: [
      (24, 0, 0), (0, 60, 0), (0, 0, 60), (-1, 0, 0),
    ])
  func noSuchTime(hour: Int, minute: Int, second: Int) {
    let time = SeoulTime(
      year: 2023, month: 8, day: 1, hour: hour, minute: minute, second: second)
    #expect(time == nil)
  }

  @Test(
    "weekdays are counted from Monday",
    arguments: [
      (2023, 8, 1, 2), (1970, 1, 1, 4), (1969, 12, 28, 7), (2000, 2, 29, 2), (2026, 11, 22, 7),
    ])
  func weekdays(year: Int, month: Int, day: Int, weekday: Int) {
    #expect(SeoulTime(year: year, month: month, day: day)?.weekday == weekday)
  }

  @Test("days follow each other for four hundred years")
  func consecutiveDays() throws {
    let first = try #require(SeoulTime(year: 1800, month: 1, day: 1))
    var expected = (year: 1800, month: 1, day: 1)
    for offset in 0..<146_097 {
      let time = SeoulTime(first.startOfDay.advanced(bySeconds: Int64(offset) * 86_400))
      guard (time.year, time.month, time.day) == expected, time.instant == time.startOfDay else {
        Issue.record("day \(offset) shows as \(time)")
        return
      }
      expected = Self.day(after: expected)
    }
    #expect(expected == (2200, 1, 1))
  }

  @Test("the start of a day is its midnight")
  func startOfDay() {
    let time = SeoulTime(year: 2023, month: 8, day: 1, hour: 23, minute: 5, second: 47)
    #expect(time?.startOfDay == SeoulTime(year: 2023, month: 8, day: 1)?.instant)
  }

  private static func day(
    after date: (year: Int, month: Int, day: Int)
  ) -> (year: Int, month: Int, day: Int) {
    let isLeap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if date.day < lengths[date.month - 1] { return (date.year, date.month, date.day + 1) }
    return date.month == 12 ? (date.year + 1, 1, 1) : (date.year, date.month + 1, 1)
  }
}

@Suite("Kinds of day")
struct DayTypeTests {
  @Test(
    "Friday night runs from Friday 18:00 to Saturday 02:00",
    arguments: [
      (4, 17, DayType.weekday), (4, 18, .fridayNight), (4, 23, .fridayNight), (5, 0, .fridayNight),
      (5, 1, .fridayNight), (5, 2, .weekend), (6, 0, .weekend), (6, 23, .weekend), (7, 0, .weekday),
      (3, 23, .weekday), (4, 0, .weekday),
    ])
  func borders(dayOfAugust2023: Int, hour: Int, expected: DayType) throws {
    // 2023-08-04 was a Friday.
    let time = try #require(SeoulTime(year: 2023, month: 8, day: dayOfAugust2023, hour: hour))
    #expect(DayType(time) == expected)
  }
}
