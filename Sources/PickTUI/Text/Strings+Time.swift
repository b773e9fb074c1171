public import PickModel

extension Strings {
  /// A clock of twelve hours: `PM 3:05`.
  public func clock(_ time: SeoulTime) -> String {
    let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
    return "\(time.hour < 12 ? "AM" : "PM") \(hour):\(padded(time.minute))"
  }

  /// A date: `2026-11-20`.
  public func date(_ time: SeoulTime) -> String {
    "\(time.year)-\(padded(time.month))-\(padded(time.day))"
  }

  /// A running time: `72분`, `72 min`; minutes are rounded up so that nothing lasts 0 minutes.
  public func minutes(seconds: Int) -> String {
    text(.minutes, ["count": String(max(0, seconds).plus(59) / 60)])
  }

  /// A long time: `3시간 5분`, `3 h 5 min`; below an hour only minutes.
  public func hours(seconds: Int) -> String {
    let minutes = max(0, seconds) / 60
    guard minutes >= 60 else { return text(.minutes, ["count": String(minutes)]) }
    return text(
      .hoursMinutes, ["hours": String(minutes / 60), "minutes": String(minutes % 60)])
  }

  /// Where a playback stands: `12:05`, `1:02:03`.
  public func position(seconds: Int) -> String {
    let seconds = max(0, seconds)
    let (hours, minutes) = (seconds / 3600, seconds % 3600 / 60)
    let tail = "\(padded(minutes)):\(padded(seconds % 60))"
    return hours > 0 ? "\(hours):\(tail)" : "\(minutes):\(padded(seconds % 60))"
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
