import PickModel

/// Date, time and day of the week in Seoul, as the original writes them.
struct WallClockText: Equatable, Sendable {
  /// "2023-08-01".
  let date: String
  /// "23:05:47".
  let time: String
  /// "화".
  let weekday: String

  init(_ instant: Instant) {
    let wall = SeoulTime(instant)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    date = "\(wall.year)-\(two(wall.month))-\(two(wall.day))"
    time = "\(two(wall.hour)):\(two(wall.minute)):\(two(wall.second))"
    weekday = ["월", "화", "수", "목", "금", "토", "일"][wall.weekday - 1]
  }
}
