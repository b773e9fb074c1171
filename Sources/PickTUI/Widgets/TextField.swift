import PickModel

/// A one-line text input.
public struct TextField: Hashable, Sendable {
  /// The typed text in NFC.
  public private(set) var text: String
  /// Characters before the caret, 0 to `text.count`.
  public private(set) var caret: Int
  /// Whether the text is shown as asterisks.
  public let isSecret: Bool
  /// Characters the field takes.
  public let maximumLength: Int

  /// A field with the caret at the end of `text`.
  public init(_ text: String = "", isSecret: Bool = false, maximumLength: Int = 100) {
    self.text = String(text.prefix(maximumLength))
    self.isSecret = isSecret
    self.maximumLength = maximumLength
    caret = self.text.count
  }

  /// A field for a password.
  ///
  /// It holds one scalar more than a password may have: a text that is too long is refused when it is
  /// sent, and not cut while the viewer cannot see it.
  static var password: TextField {
    TextField(isSecret: true, maximumLength: Account.longestPassword + 1)
  }

  /// Whether the text is no password because it is too long.
  var isOverlong: Bool { text.unicodeScalars.count > Account.longestPassword }

  /// Edits the text.
  ///
  /// - Parameter event: a key or a paste.
  /// - Returns: whether the event belongs to the field; others are for the screen.
  public mutating func handle(_ event: InputEvent) -> Bool {
    switch event {
    case .key(let key): return handle(key)
    case .pasted(let text):
      // A copied line brings its end, which is no part of a word or a password.
      var line = text[...]
      while line.last?.isNewline == true { line.removeLast() }
      insert(String(line))
      return true
    case .resized, .resumed, .graphics, .ended: return false
    }
  }

  private mutating func handle(_ key: Key) -> Bool {
    if let character = key.typed {
      insert(String(character))
      return true
    }
    switch key {
    case .left, .control("b"): caret = max(0, caret - 1)
    case .right, .control("f"): caret = min(text.count, caret + 1)
    case .home, .control("a"): caret = 0
    case .end, .control("e"): caret = text.count
    case Key(.left, .control), Key(.left, .alt), Key(.character("b"), .alt):
      caret = previousWordStart
    case Key(.right, .control), Key(.right, .alt), Key(.character("f"), .alt): caret = nextWordEnd
    case .backspace, .control("h"): remove(from: caret - 1, to: caret)
    case .delete, .control("d"): remove(from: caret, to: caret + 1)
    case .control("w"), Key(.backspace, .alt), Key(.backspace, .control):
      remove(from: previousWordStart, to: caret)
    case Key(.delete, .alt), Key(.delete, .control), Key(.character("d"), .alt):
      remove(from: caret, to: nextWordEnd)
    case .control("k"): remove(from: caret, to: text.count)
    case .control("u"): clear()
    default: return false
    }
    return true
  }

  /// Puts text at the caret; what cannot be shown is left out, line ends become spaces.
  public mutating func insert(_ new: String) {
    // A jamo or mark may join the character before the caret, so both are looked at as one text.
    let after = text.dropFirst(caret)
    let joined = CellText.line(String(text.prefix(caret)) + new)
    let before = ComposedText.composed(joined).prefix(max(caret, maximumLength - after.count))
    text = String(before + after)
    caret = before.count
  }

  /// Empties the field.
  public mutating func clear() { (text, caret) = ("", 0) }

  private mutating func remove(from start: Int, to end: Int) {
    let (start, end) = (max(0, start), min(text.count, end))
    guard start < end else { return }
    text = String(text.prefix(start) + text.dropFirst(end))
    caret = start
  }

  private var previousWordStart: Int {
    var characters = text.prefix(caret)
    while characters.last?.isWhitespace == true { characters.removeLast() }
    while characters.last?.isWhitespace == false { characters.removeLast() }
    return characters.count
  }

  private var nextWordEnd: Int {
    var characters = text.dropFirst(caret)
    while characters.first?.isWhitespace == true { characters.removeFirst() }
    while characters.first?.isWhitespace == false { characters.removeFirst() }
    return text.count - characters.count
  }
}

extension TextField {
  /// Draws the field in one row and puts the cursor at the caret when it is focused.
  ///
  /// - Parameters:
  ///   - canvas: what to draw on.
  ///   - area: the field's place; its first row is used.
  ///   - isFocused: whether the field has the focus.
  ///   - placeholder: shown while the field is empty.
  public func draw(
    on canvas: inout Canvas, in area: Rect, isFocused: Bool, placeholder: String = ""
  ) {
    let style = Style(isFocused ? .fieldFocused : .field)
    let row = Rect(origin: area.origin, size: Size(columns: area.size.columns, rows: 1))
    canvas.within(row) { canvas in
      canvas.fill(canvas.bounds, style)
      if text.isEmpty { canvas.text(placeholder, at: .zero, style) }
      let (window, caretColumn) = visible(columns: canvas.size.columns)
      var column = 0
      for character in window {
        column += canvas.put(character, at: Point(column: column, row: 0), style)
      }
      if isFocused { canvas.placeCursor(at: Point(column: caretColumn, row: 0)) }
    }
  }

  /// The part of the text to show so that the caret and the character before it are in sight.
  func visible(columns: Int) -> (text: String, caretColumn: Int) {
    let shown = isSecret ? String(repeating: "*", count: text.count) : text
    var before = shown.prefix(caret)
    var width = DisplayWidth.of(String(before))
    // One column stays free for the caret at the end.
    while width > max(0, columns - 1), let first = before.first {
      width -= DisplayWidth.of(first)
      before.removeFirst()
    }
    return (String(before + shown.dropFirst(caret)), width)
  }
}
