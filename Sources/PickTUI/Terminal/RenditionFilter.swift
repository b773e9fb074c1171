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
    var foreground: Color?
    var background: Color?
    /// The final byte of the sequence that designates the character set.
    var characterSet: UInt8?

    static let off = Rendition(attributes: 0, foreground: .own, background: .own)
  }

  /// A colour as it was named: the kind in the upper half, its numbers in the lower.
  private struct Color: Equatable {
    let code: UInt64

    /// The terminal's own.
    static let own = Color(code: 0)

    /// One of the first sixteen, by the number that names it.
    static func named(_ number: Int) -> Color { Color(code: 1 << 32 | UInt64(number)) }

    /// `38;5;n` or `38;2;r;g;b`, without the first number; `nil` for anything else.
    init?(_ numbers: ArraySlice<Int>) {
      guard let kind = numbers.first, numbers.dropFirst().allSatisfy({ 0...255 ~= $0 }) else {
        return nil
      }
      code = numbers.dropFirst().reduce(0) { $0 << 8 | UInt64($1) } | UInt64(kind) << 33
    }

    private init(code: UInt64) { self.code = code }

    /// Whether it is one of a palette of 256 or a mixed one.
    var isDear: Bool { code >> 32 > 1 }

    /// Adds the numbers that name it, where `first` begins a colour of a palette and `own` ends all.
    func name(first: Int, own: Int, in numbers: inout [Int]) {
      let low = code & 0xFFFF_FFFF
      switch code >> 32 {
      case 0: numbers.append(own)
      case 1: numbers.append(Int(low))
      case 10: numbers += [first, 5, Int(low)]
      default: numbers += [first, 2, Int(low >> 16), Int(low >> 8 & 0xFF), Int(low & 0xFF)]
      }
    }
  }

  private var wanted = Rendition()
  private var sent = Rendition()
  private var result: [UInt8] = []
  /// The numbers of the sequence that is read or written: one array for all of them.
  private var numbers: [Int] = []

  private static let escape: UInt8 = 0x1B
  /// The space, and what moves the cursor to the left.
  private static let blanks: [UInt8] = [0x20, 0x0D, 0x08]
  /// Underlined, reversed and struck out.
  private static let onBlanks: UInt16 = 1 << 4 | 1 << 7 | 1 << 9
  /// Bold and dim, which one number ends.
  private static let intensity: UInt16 = 1 << 1 | 1 << 2
  /// What can be switched off by itself: bold, dim, italic, underlined and reversed.
  private static let endedAlone: UInt16 = intensity | 1 << 3 | 1 << 4 | 1 << 7

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
    guard let end = readNumbers(bytes, from: start) else { return nil }
    if let next = Self.applying(numbers[...], to: wanted) {
      wanted = next
    } else {
      settle()
      result += bytes[start..<end]
      (wanted, sent) = (Rendition(), Rendition())
    }
    return end
  }

  /// Reads the numbers of `CSI numbers m` and finds where it ends; `nil` for every other sequence.
  private mutating func readNumbers(_ bytes: [UInt8], from start: Int) -> Int? {
    guard bytes[start + 1] == UInt8(ascii: "[") else { return nil }
    numbers.removeAll(keepingCapacity: true)
    var number = 0
    for index in start + 2..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number = min(number * 10 + Int(bytes[index] - UInt8(ascii: "0")), 1 << 20)
      case UInt8(ascii: ";"):
        numbers.append(number)
        number = 0
      case UInt8(ascii: "m"):
        numbers.append(number)
        return index + 1
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
      var count = 1
      switch first {
      case 0:
        new = Rendition.off
        new.characterSet = old.characterSet
      case 1...9:
        guard let attributes = new.attributes else { return nil }
        new.attributes = attributes | 1 << UInt16(first)
      case 30...37, 90...97: new.foreground = .named(first)
      case 40...47, 100...107: new.background = .named(first)
      case 39: new.foreground = .own
      case 49: new.background = .own
      case 38, 48:
        count = colorLength(rest)
        guard count > 0, let color = Color(rest.dropFirst().prefix(count - 1)) else { return nil }
        if first == 38 { new.foreground = color } else { new.background = color }
      default: return nil
      }
      rest = rest.dropFirst(count)
    }
    return new
  }

  /// How many numbers name a colour: `38;5;n` or `38;2;r;g;b`; 0 for anything else.
  private static func colorLength(_ rest: ArraySlice<Int>) -> Int {
    let length = rest.dropFirst().first == 5 ? 3 : rest.dropFirst().first == 2 ? 5 : 0
    return rest.count >= length ? length : 0
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
    numbers.removeAll(keepingCapacity: true)
    if let attributes = wanted.attributes { nameAttributes(attributes) }
    if let color = wanted.foreground, color != sent.foreground {
      color.name(first: 38, own: 39, in: &numbers)
    }
    if let color = wanted.background, color != sent.background {
      color.name(first: 48, own: 49, in: &numbers)
    }
    writeNumbers()
    sent = wanted
  }

  /// Adds the numbers that bring the attributes from those that were written to these.
  private mutating func nameAttributes(_ attributes: UInt16) {
    var known = sent.attributes ?? ~0
    let ended = known & ~attributes
    if ended != 0 {
      if sent.attributes != nil, ended & ~Self.endedAlone == 0, keepsDearColor {
        known = endAlone(ended, of: known)
      } else {
        numbers.append(0)
        (known, sent.foreground, sent.background) = (0, .own, .own)
      }
    }
    let added = attributes & ~known
    for number in 1...9 where added >> UInt16(number) & 1 == 1 { numbers.append(number) }
  }

  /// Adds the numbers that switch attributes off by themselves.
  ///
  /// - Returns: the attributes that are on then; bold and dim end together.
  private mutating func endAlone(_ ended: UInt16, of known: UInt16) -> UInt16 {
    var gone = ended
    if ended & Self.intensity != 0 {
      numbers.append(22)
      gone |= Self.intensity
    }
    for number in 3...7 where ended >> UInt16(number) & 1 == 1 { numbers.append(20 + number) }
    return known & ~gone
  }

  /// Whether a colour stays that takes several numbers to name, and would be named anew if all were
  /// switched off.
  ///
  /// Terminals with such colours know how to switch attributes off one by one.
  private var keepsDearColor: Bool {
    (wanted.foreground == sent.foreground && wanted.foreground?.isDear == true)
      || (wanted.background == sent.background && wanted.background?.isDear == true)
  }

  /// Writes `CSI numbers m`, unless there are none; a single 0 is left out.
  private mutating func writeNumbers() {
    guard !numbers.isEmpty else { return }
    result.append(Self.escape)
    result.append(UInt8(ascii: "["))
    if numbers != [0] {
      for (place, number) in numbers.enumerated() {
        if place > 0 { result.append(UInt8(ascii: ";")) }
        result.append(decimal: number)
      }
    }
    result.append(UInt8(ascii: "m"))
  }
}
