/// Appends JSON to bytes, for pages that are asked for often.
///
/// An encoder that knows nothing of the payload costs 2.5 ms for a page of 55 KB; this one knows
/// the keys. It writes what it is told: commas and braces are the caller's business.
public struct JSONWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// A writer with room for that many bytes.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Appends punctuation and keys as they are.
  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends what is JSON already.
  mutating func raw(_ json: [UInt8]) { bytes.append(contentsOf: json) }

  /// Takes back the last byte: the comma behind the last of several.
  mutating func dropLast() { bytes.removeLast() }

  /// Appends a number.
  mutating func number(_ number: some BinaryInteger) {
    var left = Int64(number).magnitude
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(left % 10))
      left /= 10
    } while left > 0
    bytes[start...].reverse()
  }

  /// Appends a number in quotes.
  mutating func quoted(_ number: some BinaryInteger) {
    bytes.append(UInt8(ascii: "\""))
    self.number(number)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends true or false.
  mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }

  /// Appends a string in quotes; only what JSON demands is escaped (RFC 8259, section 7).
  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for (index, byte) in utf8.enumerated() where JSONEscape.isNeeded(byte) {
        bytes.append(contentsOf: utf8[start..<index])
        bytes.append(contentsOf: JSONEscape.of(byte))
        start = index + 1
      }
      bytes.append(contentsOf: utf8[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

/// How bytes that may not stand in a JSON string are written.
enum JSONEscape {
  static func isNeeded(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  static func of(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [UInt8(ascii: "\\"), byte]
    case 0x08: return Array("\\b".utf8)
    case 0x09: return Array("\\t".utf8)
    case 0x0A: return Array("\\n".utf8)
    case 0x0C: return Array("\\f".utf8)
    case 0x0D: return Array("\\r".utf8)
    default:
      let digits = Array("0123456789abcdef".utf8)
      return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}
