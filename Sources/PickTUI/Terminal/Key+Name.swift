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
