import PickSystem

/// The encodings a file may be in.
public enum TextEncoding: String, CaseIterable, Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "UTF-8"
  /// Microsoft's code page 949 (통합 완성형), a superset of EUC-KR.
  case cp949 = "CP949"
  /// Microsoft's code page 1252, a superset of the letters of Latin-1 (ISO 8859-1).
  case latin1 = "Latin-1"
  /// UTF-16, low bytes first.
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, high bytes first.
  case utf16BigEndian = "UTF-16BE"

  /// Those that can write Korean.
  public static let korean: [TextEncoding] = [
    .utf8, .cp949, .utf16LittleEndian, .utf16BigEndian,
  ]

  /// Reads a name as people write it: "utf8", "EUC-KR", "cp949", "ms949", "uhc", "latin-1".
  public init?(named name: String) {
    guard name.utf8.count <= 64 else { return nil }
    let letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch letters {
    case "utf8", "utf8bom", "utf8sig", "ascii", "usascii": self = .utf8
    case "cp949", "euckr", "ms949", "uhc", "windows949", "ksc56011987": self = .cp949
    case "latin1", "iso88591", "88591", "cp1252", "windows1252", "1252", "iso885915", "ansi":
      self = .latin1
    case "utf16", "utf16le", "unicode", "ucs2": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    default: return nil
    }
  }

  /// The text these bytes spell; `nil` when they are not of this encoding.
  ///
  /// Never replaces a byte.
  public func text(_ bytes: ArraySlice<UInt8>) -> String? {
    switch self {
    case .utf8: String(validating: bytes, as: UTF8.self)
    case .cp949: CP949.text(bytes)
    case .latin1: Latin1.text(bytes)
    case .utf16LittleEndian, .utf16BigEndian:
      bytes.count % 2 == 0 ? String(validating: units(bytes), as: UTF16.self) : nil
    }
  }

  /// The bytes that spell the text; `nil` when the encoding lacks one of its characters.
  public func bytes(_ text: String) -> [UInt8]? {
    switch self {
    case .utf8: Array(text.utf8)
    case .cp949: CP949.bytes(text)
    case .latin1: Latin1.bytes(text)
    case .utf16LittleEndian:
      text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .utf16BigEndian:
      text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }
  }

  /// Whether the bytes are of this encoding.
  func isValid(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .utf8: String(validating: bytes, as: UTF8.self) != nil
    case .cp949: CP949.isValid(bytes)
    case .latin1: bytes.allSatisfy { $0 < 0x80 || Latin1.unit($0) != nil }
    case .utf16LittleEndian, .utf16BigEndian: text(bytes[...]) != nil
    }
  }

  /// What the fields of a file in this encoding are in once it is read: files of UTF-16 are
  /// turned into UTF-8 before they are taken apart.
  var ofFields: TextEncoding { isUTF16 ? .utf8 : self }

  var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// Pairs of bytes as units of UTF-16.
  func units(_ bytes: ArraySlice<UInt8>) -> [UInt16] {
    let shifts: (UInt16, UInt16) = self == .utf16BigEndian ? (8, 0) : (0, 8)
    return stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { place in
      UInt16(bytes[place]) << shifts.0 | UInt16(bytes[place + 1]) << shifts.1
    }
  }
}

/// Windows-1252: Latin-1 with letters and marks where Latin-1 has control characters.
private enum Latin1 {
  /// 0x80 to 0x9F; 0 where there is no character.
  private static let marks: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  /// The character of a byte; `nil` where there is none.
  static func unit(_ byte: UInt8) -> UInt16? {
    guard (0x80...0x9F).contains(byte) else { return UInt16(byte) }
    let unit = marks[Int(byte) - 0x80]
    return unit == 0 ? nil : unit
  }

  static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count)
    for byte in bytes {
      guard let unit = unit(byte) else { return nil }
      units.append(unit)
    }
    return String(decoding: units, as: UTF16.self)
  }

  static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for unit in text.utf16 {
      if unit < 0x80 || (0xA0...0xFF).contains(unit) {
        bytes.append(UInt8(unit))
      } else {
        guard let place = marks.firstIndex(of: unit) else { return nil }
        bytes.append(UInt8(0x80 + place))
      }
    }
    return bytes
  }
}

/// Turns a file of UTF-16 into UTF-8, a piece at a time.
///
/// Half a pair of surrogates becomes a byte that UTF-8 does not have, so that its row is refused and
/// nothing is replaced.
struct UTF16Reading {
  private let encoding: TextEncoding
  private var rest: [UInt8] = []

  /// A reader of UTF-16.
  init(_ encoding: TextEncoding) { self.encoding = encoding }

  /// Takes bytes and appends what they spell; what is cut off waits for the next ones.
  mutating func turn(_ bytes: [UInt8], isLast: Bool, into output: inout [UInt8]) {
    rest += bytes
    var units = encoding.units(rest[...])
    var used = units.count * 2
    if !isLast, let last = units.last, UTF16.isLeadSurrogate(last) {
      units.removeLast()
      used -= 2
    }
    rest.removeFirst(used)
    var decoder = UTF16()
    var source = units.makeIterator()
    reading: while true {
      switch decoder.decode(&source) {
      case .scalarValue(let scalar): output.append(contentsOf: String(scalar).utf8)
      case .emptyInput: break reading
      case .error: output.append(0xFF)
      }
    }
    if isLast, !rest.isEmpty {
      output.append(0xFF)
      rest = []
    }
  }
}
