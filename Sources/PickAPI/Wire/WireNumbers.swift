extension WireJSON {
  /// Numbers on the wire lie within ±2^53 (RFC 7493, section 2.2): every reader holds them exactly,
  /// and instants, seconds and counts of that size can be calculated with.
  public static let largestNumber = 9_007_199_254_740_992.0

  /// Whether every number of a JSON text is one that may travel.
  ///
  /// Looks at the spelling, before anything is made of it; texts that are no JSON may pass, a
  /// decoder refuses those.
  public static func hasPlainNumbers(_ bytes: [UInt8]) -> Bool {
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""): place = end(ofString: place, bytes)
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        let end = end(ofNumber: place, bytes)
        let text = String(decoding: bytes[place..<end], as: UTF8.self)
        guard let number = Double(text), number.magnitude <= largestNumber else { return false }
        place = end
      default: place += 1
      }
    }
    return true
  }

  /// The place after a string that begins at `start`.
  private static func end(ofString start: Int, _ bytes: [UInt8]) -> Int {
    var place = start + 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return place + 1
  }

  private static func end(ofNumber start: Int, _ bytes: [UInt8]) -> Int {
    var place = start
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        place += 1
      default: return place
      }
    }
    return place
  }
}
