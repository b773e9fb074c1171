import Glibc
import Synchronization

/// The `Date` header, made once a second (RFC 9110, 5.6.7).
final class HTTPDates: Sendable {
  private let last = Mutex<(second: Int, text: String)>((0, ""))

  /// The date now.
  var now: String {
    let second = time(nil)
    return last.withLock { last in
      if last.second != second { last = (second, Self.text(second)) }
      return last.text
    }
  }

  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// An instant in seconds since 1970, as `Fri, 20 Nov 2026 13:30:00 GMT`.
  static func text(_ second: Int) -> String {
    var parts = tm()
    var second = second
    gmtime_r(&second, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(two).joined(separator: ":")
    let day = "\(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900)"
    return "\(days[Int(parts.tm_wday)]), \(day) \(clock) GMT"
  }
}
