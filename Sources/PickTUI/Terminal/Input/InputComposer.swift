/// Puts the characters that are typed together: marks on letters, loose jamo.
struct InputComposer {
  private var pending: Character?

  /// Takes a character that was read.
  ///
  /// - Returns: what is complete now.
  mutating func feed(_ scalar: Unicode.Scalar) -> [InputEvent] {
    if let joined = joined(with: scalar) {
      pending = joined
      return []
    }
    var events = flush()
    if let key = Key(typing: scalar) {
      if let typed = key.typed { pending = typed } else { events.append(.key(key)) }
    }
    return events
  }

  /// The input completed by a pause.
  mutating func flush() -> [InputEvent] {
    guard let character = pending else { return [] }
    pending = nil
    let composed = ComposedText.composed(String(character))
    return composed.map { .key(.character($0)) }
  }

  /// The pending character with a scalar that belongs on it.
  private func joined(with scalar: Unicode.Scalar) -> Character? {
    guard let pending, scalar.value >= 0x300 else { return nil }
    let text = String(pending) + String(Character(scalar))
    guard text.count == 1, text.unicodeScalars.count <= 1 + CellText.maximumMarks else {
      return nil
    }
    return text.first
  }
}

extension Key {
  /// The key that sends a character by itself; `nil` for what no key sends.
  init?(typing scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0: self = .control(" ")
    case 8, 0x7F: self = .backspace
    case 9: self = .tab
    case 10, 13: self = .enter
    case 27: self = .escape
    case 1...26, 28...31:
      let offset: UInt32 = scalar.value < 27 ? 0x60 : 0x40
      guard let letter = Unicode.Scalar(scalar.value + offset) else { return nil }
      self = .control(Character(letter))
    case 0x80..<0xA0: return nil
    default: self = .character(Character(scalar))
    }
  }
}

/// Puts the bytes of UTF-8 together, however they are cut; what is no UTF-8 is dropped.
struct ScalarAssembler: Hashable {
  private var value: UInt32 = 0
  private var missing = 0
  /// Smaller values would be written with fewer bytes.
  private var smallest: UInt32 = 0

  /// Whether a character has begun and not ended.
  var isWaiting: Bool { missing > 0 }

  /// Takes a byte; a character that it breaks off is dropped.
  ///
  /// - Returns: the character it completes.
  mutating func feed(_ byte: UInt8) -> Unicode.Scalar? {
    if missing > 0, byte & 0xC0 == 0x80 {
      value = value << 6 | UInt32(byte & 0x3F)
      missing -= 1
      return missing == 0 && value >= smallest ? Unicode.Scalar(value) : nil
    }
    missing = 0
    switch byte {
    case ..<0x80: return Unicode.Scalar(byte)
    case 0xC2...0xDF: (value, missing, smallest) = (UInt32(byte & 0x1F), 1, 0x80)
    case 0xE0...0xEF: (value, missing, smallest) = (UInt32(byte & 0x0F), 2, 0x800)
    case 0xF0...0xF4: (value, missing, smallest) = (UInt32(byte & 0x07), 3, 0x10000)
    default: break
    }
    return nil
  }

  /// Drops what has begun.
  mutating func reset() { missing = 0 }
}
