import CNcurses

/// Turns what ncurses reads into keys.
enum NcursesKeys {
  /// Numbers beyond ncurses' own, given to sequences its descriptions may lack.
  static let pasteStart: Int32 = 5000
  static let pasteEnd: Int32 = 5001
  private static let firstModified: Int32 = 5010

  /// Final letters of `CSI 1 ; m X`, xterm's modified keys.
  private static let modifiable: [(letter: Character, code: Key.Code)] = [
    ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
  ]

  /// Tells ncurses of sequences most terminals send, whatever their description says.
  static func defineSequences() {
    define_key("\u{1B}[200~", pasteStart)
    define_key("\u{1B}[201~", pasteEnd)
    for (index, key) in modifiable.enumerated() {
      for modifier in 2...8 {
        define_key("\u{1B}[1;\(modifier)\(key.letter)", number(index, modifier))
      }
    }
    let plain: [(String, Int32)] = [
      ("[A", KEY_UP), ("[B", KEY_DOWN), ("[C", KEY_RIGHT), ("[D", KEY_LEFT), ("[H", KEY_HOME),
      ("[F", KEY_END), ("[1~", KEY_HOME), ("[4~", KEY_END), ("[Z", KEY_BTAB),
    ]
    for (sequence, code) in plain where key_defined("\u{1B}" + sequence) == 0 {
      define_key("\u{1B}" + sequence, code)
    }
  }

  private static func number(_ index: Int, _ modifier: Int) -> Int32 {
    firstModified + Int32(index * 10 + modifier)
  }

  /// The key a number above the characters means; `nil` for numbers Pick has no use for.
  static func key(code: Int32) -> Key? {
    if let key = modified(code) { return key }
    if code > pick_KEY_F0, code <= pick_KEY_F0 + 63 {
      return Key(.function(Int(code - pick_KEY_F0)))
    }
    switch code {
    case KEY_UP: return .up
    case KEY_DOWN: return .down
    case KEY_LEFT: return .left
    case KEY_RIGHT: return .right
    case KEY_ENTER: return .enter
    case KEY_BACKSPACE: return .backspace
    case KEY_DC: return .delete
    case KEY_IC: return Key(.insert)
    case KEY_HOME, KEY_FIND: return .home
    case KEY_END, KEY_SELECT: return .end
    case KEY_PPAGE: return .pageUp
    case KEY_NPAGE: return .pageDown
    case KEY_BTAB: return .backTab
    case KEY_SLEFT: return Key(.left, .shift)
    case KEY_SRIGHT: return Key(.right, .shift)
    case KEY_SHOME: return Key(.home, .shift)
    case KEY_SEND: return Key(.end, .shift)
    default: return nil
    }
  }

  /// xterm sends 1 + (1 for shift, 2 for alt, 4 for control).
  private static func modified(_ code: Int32) -> Key? {
    let offset = Int(code - firstModified)
    guard offset >= 0, offset / 10 < modifiable.count, (2...8).contains(offset % 10) else {
      return nil
    }
    let bits = offset % 10 - 1
    var modifiers = Key.Modifiers()
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & 2 != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return Key(modifiable[offset / 10].code, modifiers)
  }

  /// The key a character means; `nil` for what no key sends.
  ///
  /// Esc before a character is a key of its own, not Alt: people press Esc and go on typing.
  static func key(character: UInt32) -> Key? {
    switch character {
    case 0: return Key(.character(" "), .control)
    case 8, 0x7F: return .backspace
    case 9: return .tab
    case 10, 13: return .enter
    case 27: return .escape
    case 1...26:
      return Unicode.Scalar(character + 0x60).map { .control(Character($0)) }
    case 28...31: return Unicode.Scalar(character + 0x40).map { .control(Character($0)) }
    case ..<0x20, 0x80..<0xA0: return nil
    default: return Unicode.Scalar(character).map { .character(Character($0)) }
    }
  }
}
