import PickModel
import Testing

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
