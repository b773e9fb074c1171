import Glibc
import Logging
import PickCommand
import PickModel

/// Writes each message as a JSON object on one line: time, level, label, message, then the
/// metadata.
///
/// Control characters are escaped, so that a message can neither break the line nor control a
/// terminal.
struct JSONLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level
  private let label: String
  private let write: @Sendable ([UInt8]) -> Void

  init(
    label: String, level: Logger.Level,
    write: @escaping @Sendable ([UInt8]) -> Void = StandardError.write
  ) {
    self.label = label
    self.write = write
    logLevel = level
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var line = LogLine()
    line.add("timestamp", LogTime.text(Self.now))
    line.add("level", event.level.rawValue)
    line.add("label", label)
    line.add("message", event.message.description)
    var facts = metadata
    if let more = event.metadata { facts.merge(more) { $1 } }
    for (key, value) in facts.sorted(by: { $0.key < $1.key }) {
      if case .stringConvertible(let fact) = value, let number = fact as? any FixedWidthInteger {
        line.add(key, number: Int(number))
      } else {
        line.add(key, value.description)
      }
    }
    write(line.finished())
  }

  private static var now: timespec {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time
  }
}

/// Builds one JSON object on one line.
private struct LogLine {
  /// The longest text of a value, in scalars; longer texts are cut, since clients may send them.
  private static let longest = 1024

  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  mutating func add(_ key: String, _ text: String) {
    begin(key)
    append(quoted: text)
  }

  mutating func add(_ key: String, number: Int) {
    begin(key)
    bytes.append(contentsOf: "\(number)".utf8)
  }

  /// The line with its closing brace and newline.
  func finished() -> [UInt8] { bytes + [UInt8(ascii: "}"), UInt8(ascii: "\n")] }

  private mutating func begin(_ key: String) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    append(quoted: key)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func append(quoted text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars.prefix(Self.longest) { append(scalar) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"", "\\":
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(UInt8(scalar.value))
    case "\u{20}"..."\u{7e}":
      bytes.append(UInt8(scalar.value))
    case _ where Self.isHarmless(scalar):
      bytes.append(contentsOf: scalar.utf8)
    default:
      appendEscaped(scalar)
    }
  }

  /// Whether a scalar is written as it is; controls and marks that change the direction are
  /// escaped.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      false
    default: true
    }
  }

  private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
    for unit in scalar.utf16 {
      let digits = String(unit, radix: 16)
      bytes.append(contentsOf: "\\u".utf8)
      bytes.append(contentsOf: String(repeating: "0", count: 4 - digits.count).utf8)
      bytes.append(contentsOf: digits.utf8)
    }
  }
}

/// Formats the time of a log line in UTC with milliseconds: `2026-11-20T13:30:00.250Z`.
private enum LogTime {
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
