/// A key that was pressed, with its modifiers.
///
/// Written as in the configuration: `q`, `space`, `ctrl-u`, `alt-left`, `f2`, `page-up`. Upper case
/// letters are characters of their own (`G`), never `shift-g`.
public struct Key: Hashable, Sendable {
  /// Which key.
  public let code: Code
  /// The modifiers held down with it.
  public let modifiers: Modifiers

  /// A character or a key that has a name.
  public enum Code: Hashable, Sendable {
    /// A key that types a character.
    case character(Character)
    /// The arrow up.
    case up
    /// The arrow down.
    case down
    /// The arrow to the left.
    case left
    /// The arrow to the right.
    case right
    /// Enter or Return.
    case enter
    /// Esc.
    case escape
    /// Tab.
    case tab
    /// Backspace.
    case backspace
    /// Delete.
    case delete
    /// Insert.
    case insert
    /// Home.
    case home
    /// End.
    case end
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// F1 to F63.
    case function(Int)
  }

  /// Modifier keys.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// One bit a modifier.
    public let rawValue: UInt8

    /// Modifiers from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Control.
    public static let control = Modifiers(rawValue: 1)
    /// Alt, or Esc before the key.
    public static let alt = Modifiers(rawValue: 2)
    /// Shift, where it does not show in the character.
    public static let shift = Modifiers(rawValue: 4)
  }

  /// A key with what is held down.
  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// A key that types `character`.
  public static func character(_ character: Character) -> Key { Key(.character(character)) }
  /// A key pressed with control.
  public static func control(_ character: Character) -> Key {
    Key(.character(character), .control)
  }
  /// The arrow up.
  public static let up = Key(.up)
  /// The arrow down.
  public static let down = Key(.down)
  /// The arrow to the left.
  public static let left = Key(.left)
  /// The arrow to the right.
  public static let right = Key(.right)
  /// Enter.
  public static let enter = Key(.enter)
  /// Esc.
  public static let escape = Key(.escape)
  /// Tab.
  public static let tab = Key(.tab)
  /// Tab with shift.
  public static let backTab = Key(.tab, .shift)
  /// Backspace.
  public static let backspace = Key(.backspace)
  /// Delete.
  public static let delete = Key(.delete)
  /// Home.
  public static let home = Key(.home)
  /// End.
  public static let end = Key(.end)
  /// Page up.
  public static let pageUp = Key(.pageUp)
  /// Page down.
  public static let pageDown = Key(.pageDown)
  /// The space bar.
  public static let space = Key(.character(" "))

  /// The character the key types into a text field; `nil` for every other key.
  public var typed: Character? {
    guard case .character(let character) = code, modifiers.isEmpty else { return nil }
    return character
  }
}

extension Key: LosslessStringConvertible {
  private static let names: [(name: String, code: Code)] = [
    ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("enter", .enter),
    ("esc", .escape), ("tab", .tab), ("backspace", .backspace), ("delete", .delete),
    ("insert", .insert), ("home", .home), ("end", .end), ("page-up", .pageUp),
    ("page-down", .pageDown), ("space", .character(" ")),
  ]

  private static let modifierNames: [(name: String, modifier: Modifiers)] = [
    ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
  ]

  /// The key as the configuration names it.
  public var description: String {
    let prefix = Self.modifierNames.filter { modifiers.contains($0.modifier) }.map(\.name).joined()
    return prefix + Self.name(of: code)
  }

  /// The key a name in the configuration means; `nil` when it means none.
  public init?(_ name: String) {
    var rest = Substring(name)
    var modifiers = Modifiers()
    while let found = Self.modifierNames.first(where: { rest.hasPrefix($0.name) }) {
      modifiers.insert(found.modifier)
      rest = rest.dropFirst(found.name.count)
    }
    guard let code = Self.code(named: rest) else { return nil }
    self.init(code, modifiers)
  }

  private static func name(of code: Code) -> String {
    if case .function(let number) = code { return "f\(number)" }
    if let found = names.first(where: { $0.code == code }) { return found.name }
    guard case .character(let character) = code else { return "" }
    return String(character)
  }

  private static func code(named name: Substring) -> Code? {
    if let found = names.first(where: { $0.name == name }) { return found.code }
    if name.count == 1, let character = name.first { return .character(character) }
    if name.first == "f", let number = Int(name.dropFirst()), (1...63).contains(number) {
      return .function(number)
    }
    return nil
  }
}

extension Key {
  /// Why a key can be named and never comes.
  public enum Unreachable: Hashable, Sendable {
    /// It ends or stops the program.
    case isTaken
    /// Terminals send another key in its place.
    case same(Key)
    /// Terminals do not send it.
    case isNotSent
  }

  /// Why the key never comes; `nil` for keys that do.
  public var unreachable: Unreachable? {
    let withoutShift = Key(code, modifiers.subtracting(.shift))
    switch code {
    case .enter, .backspace: return modifiers.contains(.shift) ? .same(withoutShift) : nil
    case .escape:
      if modifiers.contains(.alt) { return .isNotSent }
      return modifiers.contains(.shift) ? .same(withoutShift) : nil
    case .character(let character):
      if modifiers.contains(.control) { return unreachable(control: character) }
      guard modifiers.contains(.shift) else { return nil }
      let upper = String(character).uppercased().first ?? character
      return .same(Key(.character(upper), withoutShift.modifiers))
    default: return nil
    }
  }

  private func unreachable(control character: Character) -> Unreachable? {
    let rest = modifiers.subtracting(.control)
    guard !rest.contains(.shift) else { return .isNotSent }
    switch character {
    case "c": return .isTaken
    case "z" where rest.isEmpty, "\\" where rest.isEmpty: return .isTaken
    case "h": return .same(Key(.backspace, rest))
    case "i": return .same(Key(.tab, rest))
    case "j", "m": return .same(Key(.enter, rest))
    case "[": return .same(Key(.escape, rest))
    case "a"..."z" where character.isASCII, " ", "\\", "]", "^", "_": return nil
    default: return .isNotSent
    }
  }

  /// The key as terminals name it that count on behind F12: Shift-F1 is F13.
  var asHigherFunction: Key? {
    guard case .function(let number) = code, (1...12).contains(number) else { return nil }
    switch modifiers {
    case .shift: return Key(.function(number + 12))
    case .control: return Key(.function(number + 24))
    case [.control, .shift]: return Key(.function(number + 36))
    case .alt: return Key(.function(number + 48))
    default: return nil
    }
  }
}

extension Key: Codable {
  /// Reads a key by its name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let key = Key(name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no key: \(name)")
    }
    self = key
  }

  /// Writes a key by its name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
