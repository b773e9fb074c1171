/// One JSON object on one line, being written.
struct LogLine {
  /// Longest text of one fact; what somebody sent is not copied into a log without end.
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

  /// The whole line.
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

  /// Controls and what changes the direction of text are written as escapes.
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
