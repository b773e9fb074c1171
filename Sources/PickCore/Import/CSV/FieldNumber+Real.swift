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
