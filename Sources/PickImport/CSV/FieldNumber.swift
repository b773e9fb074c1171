/// Reads the numbers, dates and times of fields from bytes, without making strings of them.
enum FieldNumber {
  /// A whole number, at least zero; "4140.0" is 4140.
  ///
  /// `nil` when it is none.
  static func whole(_ field: ArraySlice<UInt8>) -> Int? {
    let bytes = trimmed(field)
    let point = bytes.firstIndex(of: UInt8(ascii: "."))
    let digits = bytes[..<(point ?? bytes.endIndex)]
    if let point, !bytes[(point + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") }) { return nil }
    return decimal(digits)
  }

  /// Digits and nothing else, at most 15 of them.
  static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...15).contains(digits.count) else { return nil }
    var value = 0
    for byte in digits {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// Two or three numbers of so many digits with `separator` between them: 2023-08-01, 9:05:47.
  static func parts(
    _ field: ArraySlice<UInt8>, widths: [ClosedRange<Int>], separator: UInt8
  ) -> [Int]? {
    let fields = trimmed(field).split(separator: separator, omittingEmptySubsequences: false)
    guard fields.count == widths.count else { return nil }
    var parts: [Int] = []
    for (digits, width) in zip(fields, widths) {
      guard width.contains(digits.count), let part = decimal(digits) else { return nil }
      parts.append(part)
    }
    return parts
  }

  /// Whether nothing is there: empty, spaces, or pandas' "nan".
  static func isMissing(_ field: ArraySlice<UInt8>) -> Bool {
    let bytes = trimmed(field)
    return bytes.isEmpty || bytes.map { $0 | 0x20 } == Array("nan".utf8)
  }

  static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    guard let first = field.first, let last = field.last, isSpace(first) || isSpace(last) else {
      return field
    }
    let start = field.firstIndex { !isSpace($0) } ?? field.endIndex
    let end = field.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    return field[start..<end]
  }
}

extension FieldNumber {
  /// A decimal number, with or without a fraction and an exponent, rounded to the nearest; "nan"
  /// and "inf" are read as what they are.
  ///
  /// `nil` when it is none.
  static func real(_ field: ArraySlice<UInt8>) -> Double? {
    let bytes = trimmed(field)
    if let plain = plainReal(bytes) { return plain }
    let isNumber = bytes.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || signs.contains(byte)
    }
    // Longer words are none of ours, and are costly to compare.
    guard isNumber || bytes.count <= 9 else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    let word = text.lowercased()
    guard isNumber || special.contains(word.drop { $0 == "+" || $0 == "-" }) else { return nil }
    return Double(text)
  }

  private static let signs = Array("+-.eE".utf8)
  private static let special: Set<Substring> = ["nan", "inf", "infinity"]
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// At most 15 digits with a point among them or none: exact without making a string, because
  /// both the digits and the power of ten are exact in a `Double` and one division rounds once.
  private static func plainReal(_ bytes: ArraySlice<UInt8>) -> Double? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    var (value, digits, fraction) = (0, 0, -1)
    for byte in isNegative ? bytes.dropFirst() : bytes {
      if byte == UInt8(ascii: "."), fraction < 0 {
        fraction = 0
        continue
      }
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), digits < 15 else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      digits += 1
      if fraction >= 0 { fraction += 1 }
    }
    guard digits > 0 else { return nil }
    let magnitude = Double(value) / powers[max(0, fraction)]
    return isNegative ? -magnitude : magnitude
  }
}
