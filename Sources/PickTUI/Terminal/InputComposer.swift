/// Puts what ncurses reads one by one together: marks on letters, loose jamo, pasted text.
struct InputComposer {
  /// Longest paste kept; a terminal that loses the end of a paste must not swallow keys for ever.
  static let maximumPaste = 10_000

  private var pending: Character?
  private var paste: String.UnicodeScalarView?

  /// Takes a character that was read.
  ///
  /// - Parameter character: a Unicode scalar value, or what stands for none.
  /// - Returns: what is complete now.
  mutating func feed(character: UInt32) -> [InputEvent] {
    if paste != nil { return feedPaste(character) }
    guard let scalar = Unicode.Scalar(character) else { return flush() }
    if let joined = joined(with: scalar) {
      pending = joined
      return []
    }
    var events = flush()
    if let key = NcursesKeys.key(character: character) {
      if let typed = key.typed { pending = typed } else { events.append(.key(key)) }
    }
    return events
  }

  /// Takes a key that has a number in ncurses.
  mutating func feed(code: Int32) -> [InputEvent] {
    if code == NcursesKeys.pasteStart {
      let events = flush()
      paste = String.UnicodeScalarView()
      return events
    }
    if code == NcursesKeys.pasteEnd { return endPaste() }
    guard paste == nil, let key = NcursesKeys.key(code: code) else { return flush() }
    return flush() + [.key(key)]
  }

  /// What is complete because nothing more comes for now.
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

  private mutating func feedPaste(_ character: UInt32) -> [InputEvent] {
    guard let scalar = Unicode.Scalar(character) else { return [] }
    paste?.append(scalar == "\r" ? "\n" : scalar)
    return (paste?.count ?? 0) >= Self.maximumPaste ? endPaste() : []
  }

  private mutating func endPaste() -> [InputEvent] {
    guard let scalars = paste else { return [] }
    paste = nil
    let lines = String(scalars).split(separator: "\n", omittingEmptySubsequences: false)
    let cleaned = lines.map { CellText.line(String($0)) }.joined(separator: "\n")
    return [.pasted(ComposedText.composed(cleaned))]
  }
}
