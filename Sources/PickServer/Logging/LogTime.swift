import Glibc

/// Instants of log lines: UTC, to the millisecond, `2026-11-20T13:30:00.250Z`.
enum LogTime {
  static func text(_ time: timespec) -> String {
    var parts = tm()
    var seconds = time.tv_sec
    gmtime_r(&seconds, &parts)
    let date = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    let clock = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    let milliseconds = String(time.tv_nsec / 1_000_000)
    let padding = String(repeating: "0", count: 3 - milliseconds.count)
    return "\(date)T\(clock).\(padding)\(milliseconds)Z"
  }

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
