/// Removes repeated colours and attributes from the bytes of a frame.
///
/// ncurses names both colours whenever one of them changes, and turns everything off before it
/// turns something on. Here a change waits until something is drawn, and only what differs by then
/// is written (ECMA-48, select graphic rendition): nearly half of an arrow key's bytes.
///
/// Each frame is read by itself: a rendition it does not set is unknown and stays as it is. Sequences
/// that are not understood are passed on unchanged.
struct RenditionFilter {
  /// How characters are drawn from some place on; `nil` means as before the frame.
  private struct Rendition: Equatable {
    /// Bits 1 to 9: bold, dim, italic and so on, by their numbers.
    var attributes: UInt16?
    /// Parameters of a colour; empty for the terminal's own.
    var foreground: ArraySlice<Int>?
    var background: ArraySlice<Int>?
    /// The final byte of the sequence that designates the character set.
    var characterSet: UInt8?

    static let off = Rendition(attributes: 0, foreground: [], background: [])
  }

  private var wanted = Rendition()
  private var sent = Rendition()
  private var result: [UInt8] = []

  private static let escape: UInt8 = 0x1B

  /// The same drawing in fewer bytes.
  static func reduced(_ bytes: [UInt8]) -> [UInt8] {
    var filter = RenditionFilter()
    filter.result.reserveCapacity(bytes.count)
    filter.read(bytes)
    return filter.result
  }

  private mutating func read(_ bytes: [UInt8]) {
    var index = 0
    while index < bytes.count {
      if bytes[index] == Self.escape, let end = take(bytes, at: index) {
        index = end
        continue
      }
      settle()
      let next = bytes[(index + 1)...].firstIndex(of: Self.escape) ?? bytes.count
      result += bytes[index..<next]
      index = next
    }
    settle()
  }

  /// Takes in a sequence that only changes the rendition; `nil` when it is another one.
  ///
  /// - Returns: where the sequence ends.
  private mutating func take(_ bytes: [UInt8], at start: Int) -> Int? {
    guard start + 2 < bytes.count else { return nil }
    if bytes[start + 1] == UInt8(ascii: "(") {
      wanted.characterSet = bytes[start + 2]
      return start + 3
    }
    guard let (parameters, end) = Self.parameters(bytes, from: start) else { return nil }
    if let next = Self.applying(parameters[...], to: wanted) {
      wanted = next
    } else {
      settle()
      result += bytes[start..<end]
      (wanted, sent) = (Rendition(), Rendition())
    }
    return end
  }

  /// The numbers of `CSI numbers m` and where it ends; `nil` for every other sequence.
  private static func parameters(_ bytes: [UInt8], from start: Int) -> ([Int], end: Int)? {
    guard bytes[start + 1] == UInt8(ascii: "[") else { return nil }
    var numbers = [0]
    for index in start + 2..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = Int(bytes[index] - UInt8(ascii: "0"))
        numbers[numbers.count - 1] = min(numbers[numbers.count - 1] * 10 + digit, 1 << 20)
      case UInt8(ascii: ";"): numbers.append(0)
      case UInt8(ascii: "m"): return (numbers, index + 1)
      default: return nil
      }
    }
    return nil
  }

  /// The rendition after a sequence; `nil` when the sequence is not understood.
  private static func applying(_ parameters: ArraySlice<Int>, to old: Rendition) -> Rendition? {
    var new = old
    var rest = parameters
    while let first = rest.first {
      let count: Int
      switch first {
      case 0:
        new = Rendition.off
        new.characterSet = old.characterSet
        count = 1
      case 1...9:
        guard let attributes = new.attributes else { return nil }
        new.attributes = attributes | 1 << UInt16(first)
        count = 1
      case 30...37, 90...97: (new.foreground, count) = (rest.prefix(1), 1)
      case 40...47, 100...107: (new.background, count) = (rest.prefix(1), 1)
      case 39: (new.foreground, count) = ([], 1)
      case 49: (new.background, count) = ([], 1)
      case 38, 48:
        guard let length = colorLength(rest) else { return nil }
        if first == 38 { new.foreground = rest.prefix(length) }
        if first == 48 { new.background = rest.prefix(length) }
        count = length
      default: return nil
      }
      rest = rest.dropFirst(count)
    }
    return new
  }

  /// How many numbers name a colour: `38;5;n` or `38;2;r;g;b`.
  private static func colorLength(_ rest: ArraySlice<Int>) -> Int? {
    let length = rest.dropFirst().first == 5 ? 3 : rest.dropFirst().first == 2 ? 5 : 0
    return length > 0 && rest.count >= length ? length : nil
  }

  /// Writes what differs from what was written last.
  private mutating func settle() {
    guard wanted != sent else { return }
    if let set = wanted.characterSet, set != sent.characterSet {
      result += [Self.escape, UInt8(ascii: "("), set]
    }
    var numbers: [Int] = []
    if let attributes = wanted.attributes, attributes != sent.attributes {
      var known = sent.attributes ?? ~0
      if attributes & known != known {
        numbers.append(0)
        (known, sent.foreground, sent.background) = (0, [], [])
      }
      numbers += (1...9).filter { (attributes & ~known) >> UInt16($0) & 1 == 1 }
    }
    if let color = wanted.foreground, color != sent.foreground {
      numbers += color.isEmpty ? [39] : color
    }
    if let color = wanted.background, color != sent.background {
      numbers += color.isEmpty ? [49] : color
    }
    if !numbers.isEmpty {
      result += [Self.escape, UInt8(ascii: "[")]
      result += numbers == [0] ? [] : Array(numbers.map(String.init).joined(separator: ";").utf8)
      result.append(UInt8(ascii: "m"))
    }
    sent = wanted
  }
}
