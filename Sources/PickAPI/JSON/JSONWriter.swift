import PickModel

/// Appends JSON to bytes.
public struct JSONWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []
  /// Whether members are sorted by name; otherwise they stand as they were described.
  let isSorted: Bool
  /// Gives the viewer-independent part of a card where it is kept; `JSONWriter.body(of:)`.
  let cardBody: (@Sendable (Card) -> [UInt8])?
  /// The reason that cards leave out because their list says it.
  var commonReason: Reason?

  init(
    capacity: Int = 0, isSorted: Bool = false, cardBody: (@Sendable (Card) -> [UInt8])? = nil
  ) {
    bytes.reserveCapacity(capacity)
    self.isSorted = isSorted
    self.cardBody = cardBody
  }

  /// Appends what is JSON already.
  mutating func raw(_ json: [UInt8]) { bytes.append(contentsOf: json) }

  mutating func open() { bytes.append(UInt8(ascii: "{")) }

  mutating func close() { bytes.append(UInt8(ascii: "}")) }

  /// Appends the name of a member, and a comma before it unless the object was just opened.
  mutating func key(_ key: JSONKey) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    bytes.append(contentsOf: key.bytes)
  }

  mutating func list<Element>(
    _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    // Through a pointer, because a loop over an array copies each element.
    elements.withUnsafeBufferPointer { elements in
      for index in elements.indices {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(elements[index], &self)
      }
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Appends a number.
  mutating func number(_ number: some BinaryInteger) {
    var left = Int64(number).magnitude
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    // 64 bits have at most 20 digits; they are found from the last one on.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var start = 20
      repeat {
        start -= 1
        digits.initializeElement(at: start, to: UInt8(ascii: "0") + UInt8(left % 10))
        left /= 10
      } while left > 0
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }

  /// Appends a number in quotes.
  mutating func quoted(_ number: some BinaryInteger) {
    bytes.append(UInt8(ascii: "\""))
    self.number(number)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a number, without a fraction where it has none.
  mutating func number(_ number: Double) {
    let text = number.description
    bytes.append(contentsOf: (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8)
  }

  /// Appends true or false.
  mutating func boolean(_ value: Bool) { bytes.append(contentsOf: (value ? "true" : "false").utf8) }

  /// Appends a string in quotes; only what JSON demands is escaped (RFC 8259, section 7).
  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for index in utf8.indices where JSONEscape.isNeeded(utf8[index]) {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
        bytes.append(contentsOf: JSONEscape.of(utf8[index]))
        start = index + 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

/// The name of a member as it is written: in quotes, with a colon.
///
/// Unchecked: the memory is written before the pointer is stored, never again, and never freed. Keys
/// are made for descriptions only, which live as long as the program; counting references to an
/// array for each key would cost a third of the time a page takes.
struct JSONKey: @unchecked Sendable {
  fileprivate let bytes: UnsafeBufferPointer<UInt8>

  init(_ name: String) {
    let text = Array("\"\(name)\":".utf8)
    let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
    _ = memory.initialize(from: text)
    bytes = UnsafeBufferPointer(memory)
  }
}

/// How bytes that may not stand in a JSON string are written.
private enum JSONEscape {
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
