import PickModel

/// A JSON value as it was sent.
enum JSONValue: Equatable, Sendable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  /// A number without a fraction that 64 bits hold, however it was written.
  case integer(Int64)
  case number(Double)
  case boolean(Bool)
  case null
}

/// Reads JSON within bounds, whatever was sent (RFC 8259, RFC 7493).
///
/// Depth, elements, members and all values together are bounded before anything is built of them,
/// and names are short and ASCII before they are hashed (`OutsideName`), so the cost of a body is at
/// most a small multiple of its bytes.
struct JSONReader {
  /// How much is read of a body, and how it may be written.
  struct Rules: Sendable {
    /// Arrays and objects inside each other.
    let depth: Int
    let memberCount: Int
    let elementCount: Int
    let valueCount: Int
    /// Whether a name that is said twice is malformed, and numbers of any size are read.
    ///
    /// Otherwise the first of two counts, and a number that may not travel or a name with escapes is
    /// a fault.
    let isStrict: Bool

    /// What a client may send.
    static let strict = Rules(
      depth: WireLimits.depth, memberCount: WireLimits.memberCount,
      elementCount: WireLimits.batchCount, valueCount: WireLimits.valueCount, isStrict: true)

    /// What a server may send: as much as it likes, with numbers that may travel.
    static let lenient = Rules(
      depth: 512, memberCount: .max, elementCount: .max, valueCount: .max, isStrict: false)
  }

  private let bytes: [UInt8]
  private let rules: Rules
  private var index = 0
  private var valuesLeft: Int

  /// The one value that `bytes` are.
  static func value(of bytes: [UInt8], _ rules: Rules) throws(WireFault) -> JSONValue {
    var reader = JSONReader(bytes, rules)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.index == bytes.count else { throw .malformed }
    return value
  }

  private init(_ bytes: [UInt8], _ rules: Rules) {
    self.bytes = bytes
    self.rules = rules
    valuesLeft = rules.valueCount
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ text: StaticString) throws(WireFault) {
    let isThere = text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    guard isThere else { throw .malformed }
    index += text.utf8CodeUnitCount
  }

  private mutating func value(depth: Int) throws(WireFault) -> JSONValue {
    skipSpace()
    valuesLeft -= 1
    guard valuesLeft >= 0 else { throw .malformed }
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"):
      try expect("true")
      return .boolean(true)
    case UInt8(ascii: "f"):
      try expect("false")
      return .boolean(false)
    case UInt8(ascii: "n"):
      try expect("null")
      return .null
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(WireFault) -> JSONValue {
    guard depth < rules.depth else { throw .malformed }
    index += 1
    var members: [String: JSONValue] = [:]
    skipSpace()
    if accept(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipSpace()
      let key = try name()
      skipSpace()
      guard accept(UInt8(ascii: ":")) else { throw .malformed }
      let value = try value(depth: depth + 1)
      let isKnown = members[key] != nil
      if isKnown, rules.isStrict { throw .malformed }
      if !isKnown { members[key] = value }
      guard members.count <= rules.memberCount else { throw .malformed }
      skipSpace()
    } while accept(UInt8(ascii: ","))
    guard accept(UInt8(ascii: "}")) else { throw .malformed }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(WireFault) -> JSONValue {
    guard depth < rules.depth else { throw .malformed }
    index += 1
    var elements: [JSONValue] = []
    skipSpace()
    if accept(UInt8(ascii: "]")) { return .array(elements) }
    repeat {
      guard elements.count < rules.elementCount else { throw .tooManyElements }
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while accept(UInt8(ascii: ","))
    guard accept(UInt8(ascii: "]")) else { throw .malformed }
    return .array(elements)
  }

  // MARK: Strings

  /// A member's name; one that no payload can have is refused before it is a text.
  private mutating func name() throws(WireFault) -> String {
    let start = index
    let text = try string()
    // With its escapes a name may be longer than it is.
    let longest = rules.isStrict ? 8 * OutsideName.longest : text.utf8.count + 2
    guard index - start <= longest, OutsideName.isPlain(text) else { throw .malformed }
    return text
  }

  private mutating func string() throws(WireFault) -> String {
    guard accept(UInt8(ascii: "\"")) else { throw .malformed }
    let start = index
    while let byte = current, byte >= 0x20, byte != UInt8(ascii: "\""),
      byte != UInt8(ascii: "\\")
    { index += 1 }
    if current == UInt8(ascii: "\"") {
      guard let whole = String(validating: bytes[start..<index], as: UTF8.self) else {
        throw .malformed
      }
      index += 1
      return whole
    }
    var text = Array(bytes[start..<index])
    while let byte = current {
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let whole = String(validating: text, as: UTF8.self) else { throw .malformed }
        return whole
      case UInt8(ascii: "\\"): text += try escape()
      case 0..<0x20: throw .malformed
      default: text.append(byte)
      }
    }
    throw .malformed
  }

  private mutating func escape() throws(WireFault) -> [UInt8] {
    guard let byte = current else { throw .malformed }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try scalar()
    default: throw .malformed
    }
  }

  /// What stands behind `\u`: one scalar, or one half of a surrogate pair and the other.
  private mutating func scalar() throws(WireFault) -> [UInt8] {
    let first = try fourDigits()
    var number = UInt32(first)
    if (0xD800...0xDBFF).contains(first) {
      try expect("\\u")
      let second = try fourDigits()
      guard (0xDC00...0xDFFF).contains(second) else { throw .malformed }
      number = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(number) else { throw .malformed }
    return Array(String(scalar).utf8)
  }

  private mutating func fourDigits() throws(WireFault) -> UInt16 {
    guard index + 4 <= bytes.count else { throw .malformed }
    var number: UInt16 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = HexDigit.value(byte) else { throw .malformed }
      number = number << 4 | UInt16(digit)
    }
    index += 4
    return number
  }

  // MARK: Numbers

  private mutating func number() throws(WireFault) -> JSONValue {
    let start = index
    _ = accept(UInt8(ascii: "-"))
    if !accept(UInt8(ascii: "0")) { try digits() }
    let isWhole =
      current != UInt8(ascii: ".") && current != UInt8(ascii: "e")
      && current != UInt8(ascii: "E")
    if accept(UInt8(ascii: ".")) { try digits() }
    if accept(UInt8(ascii: "e")) || accept(UInt8(ascii: "E")) {
      if !accept(UInt8(ascii: "+")) { _ = accept(UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isWhole, let number = Int64(text) { return .integer(try travelling(number)) }
    guard let number = Double(text), number.isFinite else {
      guard rules.isStrict else { throw .numberTooLarge }
      guard isWhole else { throw .malformed }
      return .number(.infinity)
    }
    if !rules.isStrict, number.magnitude > WireJSON.largestNumber { throw .numberTooLarge }
    return Int64(exactly: number).flatMap { isWhole ? nil : .integer($0) } ?? .number(number)
  }

  private func travelling(_ number: Int64) throws(WireFault) -> Int64 {
    guard rules.isStrict || Double(number).magnitude <= WireJSON.largestNumber else {
      throw .numberTooLarge
    }
    return number
  }

  private mutating func digits() throws(WireFault) {
    let start = index
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    guard index > start else { throw .malformed }
  }
}

extension WireFault {
  fileprivate static let malformed = WireFault(reason: .malformed)
  fileprivate static let numberTooLarge = WireFault(reason: .numberTooLarge)
  fileprivate static let tooManyElements = WireFault(reason: .tooManyElements)
}

/// Hexadecimal digits as bytes.
public enum HexDigit {
  /// What a digit of either case counts; `nil` for any other byte.
  public static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
