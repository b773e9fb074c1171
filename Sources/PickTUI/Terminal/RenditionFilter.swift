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
  /// The space, and what moves the cursor to the left.
  private static let blanks: [UInt8] = [0x20, 0x0D, 0x08]
  /// Underlined, reversed and struck out.
  private static let onBlanks: UInt16 = 1 << 4 | 1 << 7 | 1 << 9

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
      let next = bytes[(index + 1)...].firstIndex(of: Self.escape) ?? bytes.count
      write(bytes[index..<next])
      index = next
    }
    settle()
  }

  /// Writes what is drawn, or a sequence that draws, moves or clears with what follows it.
  private mutating func write(_ drawn: ArraySlice<UInt8>) {
    let kind = Drawing(drawn)
    var rest = drawn.dropFirst(kind.length)
    switch kind {
    case .move: break
    case .clear: settle(isBlank: true)
    case .text:
      let blanks = rest.prefix { Self.blanks.contains($0) }
      if !blanks.isEmpty { settle(isBlank: true) }
      result += blanks
      rest = rest.dropFirst(blanks.count)
    case .other: settle()
    }
    result += drawn.prefix(kind.length)
    guard !rest.isEmpty else { return }
    if kind.length > 0 { return write(rest) }
    settle()
    result += rest
  }

  /// What is drawn next.
  private enum Drawing {
    /// The cursor moves, in so many bytes.
    case move(Int)
    /// Cells are cleared to the ground, in so many bytes.
    case clear(Int)
    /// Characters.
    case text
    /// Anything else.
    case other(Int)

    /// The bytes of a sequence; 0 for characters.
    var length: Int {
      switch self {
      case .move(let length), .clear(let length), .other(let length): length
      case .text: 0
      }
    }

    init(_ bytes: ArraySlice<UInt8>) {
      guard bytes.first == RenditionFilter.escape else {
        self = .text
        return
      }
      let parameters = bytes.dropFirst(2).prefix { (0x30...0x3B).contains($0) }
      guard bytes.dropFirst().first == UInt8(ascii: "["),
        let final = bytes.dropFirst(2 + parameters.count).first
      else {
        self = .other(bytes.count)
        return
      }
      let length = 3 + parameters.count
      self =
        switch Character(Unicode.Scalar(final)) {
        case "A"..."H", "d": .move(length)
        case "J", "K", "X", "@", "L", "M", "P", "S", "T": .clear(length)
        default: .other(bytes.count)
        }
    }
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
  ///
  /// A blank shows no colour but its ground's, so that the other one waits for a character, unless an
  /// attribute shows on blanks.
  private mutating func settle(isBlank: Bool = false) {
    guard wanted != sent else { return }
    if isBlank, wanted.attributes == sent.attributes, wanted.characterSet == sent.characterSet,
      (wanted.attributes ?? 0) & Self.onBlanks == 0
    {
      let waiting = wanted.foreground
      wanted.foreground = sent.foreground
      settle()
      wanted.foreground = waiting
      return
    }
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
