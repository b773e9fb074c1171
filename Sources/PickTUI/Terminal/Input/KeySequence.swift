/// Decodes complete sequences of keys; `nil` for those Pick does not know.
enum KeySequence {
  /// The key of `CSI body final`.
  static func key(csi body: [UInt8], final: UInt8) -> Key? {
    if let key = rxvtKey(body, final) { return key }
    guard let parameters = Parameters(body) else { return nil }
    switch final {
    case UInt8(ascii: "~"): return tildeKey(parameters)
    case UInt8(ascii: "u"):
      return codedKey(
        parameters[0], shifted: parameters.part(1, of: 0), parameters.modifiers(at: 1))
    case UInt8(ascii: "Z"): return parameters.isEmpty ? .backTab : nil
    case UInt8(ascii: "R") where parameters.count != 2 || parameters[0] != 1:
      // The answer where the cursor is; only `CSI 1 ; m R` is F3.
      return nil
    default: return letterKey(final, parameters)
    }
  }

  /// The key of `SS3 body final`: cursor keys, F1 to F4, and the keypad, which types what is on it.
  static func key(ss3 body: [UInt8], final: UInt8) -> Key? {
    if body.isEmpty, let typed = keypad[final] { return typed }
    if body.isEmpty, let code = rxvtArrows[final] { return Key(code, .control) }
    guard let parameters = Parameters(body) else { return nil }
    return letterKey(final, parameters)
  }

  /// The key of `CSI [ letter`, F1 to F5 of the Linux console.
  static func key(linuxConsole letter: UInt8) -> Key? {
    guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter) else { return nil }
    return Key(.function(Int(letter - UInt8(ascii: "A")) + 1))
  }

  /// Whether `$` ends a sequence, as rxvt has it with Shift, though it ends none elsewhere.
  static func endsWithDollar(_ body: [UInt8]) -> Bool {
    guard let parameters = Parameters(body), parameters.count == 1, let number = parameters[0]
    else { return false }
    return tilde[number] != nil
  }

  // MARK: Tables

  private static let letters: [UInt8: Key.Code] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
    UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
  ]

  private static let rxvtArrows: [UInt8: Key.Code] = [
    UInt8(ascii: "a"): .up, UInt8(ascii: "b"): .down, UInt8(ascii: "c"): .right,
    UInt8(ascii: "d"): .left,
  ]

  private static let tilde: [Int: Key.Code] = {
    var codes: [Int: Key.Code] = [
      1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]
    // The numbers of DEC's keyboards, which leave gaps between the blocks.
    let blocks = [11...15, 17...21, 23...26, 28...29, 31...34]
    for (index, number) in blocks.joined().enumerated() { codes[number] = .function(index + 1) }
    return codes
  }()

  private static let keypad: [UInt8: Key] = {
    var keys: [UInt8: Key] = [
      UInt8(ascii: "M"): .enter, UInt8(ascii: "I"): .tab, UInt8(ascii: " "): .space,
      UInt8(ascii: "X"): .character("="),
    ]
    for (index, character) in "*+,-./0123456789".enumerated() {
      keys[UInt8(ascii: "j") + UInt8(index)] = .character(character)
    }
    return keys
  }()

  /// Keys without a character of their own, as kitty numbers them.
  private static let kitty: [Int: Key] = {
    let names: [Key] = [
      .character("."), .character("/"), .character("*"), .character("-"), .character("+"), .enter,
      .character("="), .character(","), .left, .right, .up, .down, .pageUp, .pageDown, .home, .end,
      Key(.insert), .delete,
    ]
    var keys: [Int: Key] = [:]
    for (index, digit) in "0123456789".enumerated() { keys[57399 + index] = .character(digit) }
    for (index, key) in names.enumerated() { keys[57409 + index] = key }
    for number in 13...35 { keys[57376 + number - 13] = Key(.function(number)) }
    return keys
  }()

  // MARK: Kinds

  private static func letterKey(_ final: UInt8, _ parameters: Parameters) -> Key? {
    guard let code = letters[final], parameters.count <= 2 else { return nil }
    if parameters.count == 2, let first = parameters[0], first != 1 { return nil }
    return parameters.modifiers(at: max(0, parameters.count - 1)).map { Key(code, $0) }
  }

  private static func tildeKey(_ parameters: Parameters) -> Key? {
    guard let number = parameters[0] else { return nil }
    if number == 27, parameters.count == 3 {
      return codedKey(parameters[2], shifted: nil, parameters.modifiers(at: 1))
    }
    guard let code = tilde[number], parameters.count <= 2 else { return nil }
    return parameters.modifiers(at: 1).map { Key(code, $0) }
  }

  /// The last byte says what is held: `^` Control, `$` Shift, `@` both; small letters are Shift.
  private static func rxvtKey(_ body: [UInt8], _ final: UInt8) -> Key? {
    if body.isEmpty, let code = rxvtArrows[final] { return Key(code, .shift) }
    let modifiers: Key.Modifiers
    switch final {
    case UInt8(ascii: "^"): modifiers = .control
    case UInt8(ascii: "$"): modifiers = .shift
    case UInt8(ascii: "@"): modifiers = [.control, .shift]
    default: return nil
    }
    guard let parameters = Parameters(body), parameters.count == 1, let number = parameters[0]
    else { return nil }
    return tilde[number].map { Key($0, modifiers) }
  }

  /// A key that is told by its character (modifyOtherKeys, kitty).
  private static func codedKey(
    _ code: Int?, shifted: Int?, _ modifiers: Key.Modifiers?
  ) -> Key? {
    guard let code, let modifiers else { return nil }
    if let key = kitty[code] { return Key(key.code, key.modifiers.union(modifiers)).plain }
    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init),
      scalar.properties.generalCategory != .privateUse, let key = Key(typing: scalar),
      !key.modifiers.contains(.control)
    else { return nil }
    guard case .character(var character) = key.code, modifiers.contains(.shift) else {
      return Key(key.code, modifiers).plain
    }
    if !modifiers.contains(.control) {
      let upper = shifted.flatMap(UInt32.init(exactly:)).flatMap(Unicode.Scalar.init)
      character = upper.map(Character.init) ?? String(character).uppercased().first ?? character
    }
    guard character.unicodeScalars.allSatisfy({ Key(typing: $0)?.typed != nil }) else { return nil }
    return Key(.character(character), modifiers).plain
  }
}

extension Key {
  /// The key as everything but the newest protocols would send it.
  ///
  /// Shift shows in a character, and means nothing with keys that do the same with it; Control with
  /// some letters is a key of its own.
  fileprivate var plain: Key {
    switch code {
    case .character(let character):
      guard modifiers.contains(.control) else { return Key(code, modifiers.subtracting(.shift)) }
      let lower = String(character).lowercased().first ?? character
      let rest = modifiers.subtracting([.control, .shift])
      switch lower {
      case "h": return Key(.backspace, rest)
      case "i": return Key(.tab, rest)
      case "j", "m": return Key(.enter, rest)
      case "[": return Key(.escape, rest)
      default: return Key(.character(lower), rest.union(.control))
      }
    case .enter, .escape, .backspace: return Key(code, modifiers.subtracting(.shift))
    default: return self
    }
  }
}

/// The numbers of a sequence.
private struct Parameters {
  private let fields: [[Int?]]

  /// Longer numbers mean nothing to Pick.
  private static let mostDigits = 7

  /// The numbers of `1;5:2`; `nil` where there is anything else, as `?` or `<` before them.
  init?(_ body: [UInt8]) {
    var fields: [[Int?]] = []
    for field in body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      var parts: [Int?] = []
      for part in field.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
        guard part.count <= Self.mostDigits, part.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        parts.append(part.isEmpty ? nil : part.reduce(0) { $0 * 10 + Int($1 - 0x30) })
      }
      fields.append(parts)
    }
    self.fields = body.isEmpty ? [] : fields
  }

  var count: Int { fields.count }
  var isEmpty: Bool { fields.isEmpty }

  subscript(index: Int) -> Int? { part(0, of: index) }

  func part(_ part: Int, of index: Int) -> Int? {
    guard fields.indices.contains(index), fields[index].indices.contains(part) else { return nil }
    return fields[index][part]
  }

  /// Decodes modifiers: 1 + (1 Shift, 2 Alt, 4 Control; 64 and 128 are locks).
  ///
  /// - Returns: `nil` when a key is let go, or held with one that Pick does not know.
  func modifiers(at index: Int) -> Key.Modifiers? {
    let isRelease = part(1, of: index) == 3
    let bits = (self[index] ?? 1) - 1
    guard !isRelease, (0..<256).contains(bits), bits & 0b0011_1000 == 0 else { return nil }
    var modifiers = Key.Modifiers()
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & 2 != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return modifiers
  }
}
