/// Names that come from outside: members of JSON, fields of forms, parameters, headers, tensors.
///
/// `String` compares and hashes the normal form of a text, and making it takes time that grows with
/// the square of a run of combining marks: one name of 60 KB costs seconds. So a name becomes a
/// `String` that is compared, a key or a member of a set only after its bytes were looked at here.
public enum OutsideName {
  /// Bytes of the longest name that any format of ours has, with room to spare.
  public static let longest = 64

  /// Whether the bytes are a name: printable ASCII, and no more of it than `limit`.
  @inlinable
  public static func isPlain(_ bytes: some Collection<UInt8>, limit: Int = longest) -> Bool {
    var count = 0
    for byte in bytes {
      count += 1
      guard count <= limit, (0x20...0x7E).contains(byte) else { return false }
    }
    return true
  }

  /// The same of a text.
  @inlinable
  public static func isPlain(_ text: some StringProtocol, limit: Int = longest) -> Bool {
    isPlain(text.utf8, limit: limit)
  }

  /// Whether a text is one line of so many scalars: nothing in it is a control character.
  public static func isLine(_ text: String, _ lengths: ClosedRange<Int>) -> Bool {
    // A scalar has at most four bytes, so a novel is refused unread.
    text.utf8.count <= lengths.upperBound * 4 && lengths.contains(text.unicodeScalars.count)
      && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }

  /// Whether JSON is UTF-8 whose members all have names, for readers that make dictionaries of
  /// them; says nothing about whether it is JSON otherwise.
  ///
  /// - Parameters:
  ///   - bytes: the JSON.
  ///   - longest: bytes of the longest name.
  ///   - isASCII: whether names have to be printable ASCII without escapes.
  /// - Returns: whether a reader may make dictionaries of it.
  public static func areNames(
    inJSON bytes: [UInt8], longest: Int = longest, isASCII: Bool = true
  ) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      // A NUL is in no JSON but in UTF-16 and UTF-32, where names look otherwise.
      guard byte != 0 else { return false }
      guard byte == UInt8(ascii: "\"") else { continue }
      let start = index
      var hasEscapes = false
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
        let isEscape = bytes[index] == UInt8(ascii: "\\")
        hasEscapes = hasEscapes || isEscape
        index += isEscape ? 2 : 1
      }
      let end = min(index, bytes.count)
      index += 1
      while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { continue }
      guard end - start <= longest else { return false }
      if isASCII, hasEscapes || !isPlain(bytes[start..<end], limit: longest) { return false }
    }
    return true
  }
}
