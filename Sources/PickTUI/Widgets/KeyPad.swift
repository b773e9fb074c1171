import PickModel

/// Keys on the screen, walked with arrows and pressed with Enter.
struct KeyPad: Equatable, Sendable {
  /// What a key does.
  enum PadKey: Hashable, Sendable {
    case character(Character)
    case space
    /// Takes the last character away.
    case delete
    /// Ends the typing.
    case done
    /// Shows the letters of the other script.
    case script(Script)
  }

  /// A script whose letters stand above the digits.
  enum Script: Hashable, Sendable {
    /// Every letter syllables are made of, but for those that two keys make.
    case hangul
    case latin
  }

  /// What can be typed.
  enum Layout: Equatable, Sendable {
    /// Letters and digits; `first` are the letters that show at first, `other` those a key away.
    case letters(first: Script, other: Script?)
    /// Digits, with a key that ends the typing.
    case digits
  }

  /// The keys it has.
  let layout: Layout
  /// The row of the focused key.
  private(set) var row: Int
  /// The cell the focus was led to: rows of other lengths keep it.
  private(set) var cell: Int
  /// Whether the other script's letters show.
  private var showsOther = false

  /// A pad with the focus where it is needed first: on the first letter, or on the key that ends, so
  /// that digits from a keyboard and Enter need no pad.
  init(_ layout: Layout) {
    self.layout = layout
    (row, cell) = layout == .digits ? (Self.digits.count - 1, 2) : (0, 0)
  }

  // Rows of at most 16 cells: a cell of Hangul has its two columns on the smallest screen, too.
  private static let hangul = [keys("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"), keys("ㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣㅐㅔㅒㅖ"), keys("ㄲㄸㅃㅆㅉ")]
  private static let latin = [keys("ABCDEFGHIJKLMN"), keys("OPQRSTUVWXYZ")]
  private static let numbers = keys("0123456789") + [.space, .delete]
  private static let digits = [
    keys("123"), keys("456"), keys("789"), [.delete, .character("0"), .done],
  ]

  private static func keys(_ text: String) -> [PadKey] { text.map(PadKey.character) }

  /// The keys, row by row.
  var rows: [[PadKey]] {
    switch layout {
    case .letters(let first, let other):
      if showsOther, let other {
        Self.rows(of: other, leadingTo: first)
      } else {
        Self.rows(of: first, leadingTo: other)
      }
    case .digits: Self.digits
    }
  }

  private static func rows(of script: Script, leadingTo other: Script?) -> [[PadKey]] {
    var letters = script == .hangul ? hangul : latin
    if let other { letters[letters.count - 1].append(.script(other)) }
    return letters + [numbers]
  }

  /// The focused key.
  var focused: PadKey { rows[row][index(in: row)] }

  /// The same pad with other keys; the focus stays where it is, as far as it can.
  func with(_ layout: Layout) -> KeyPad {
    guard layout != self.layout else { return self }
    var pad = KeyPad(layout)
    (pad.row, pad.cell) = (min(row, pad.rows.count - 1), cell)
    return pad
  }

  /// Moves the focus.
  ///
  /// - Returns: `false` for other actions, and upwards and downwards where the pad ends.
  mutating func move(_ action: Action) -> Bool {
    switch action {
    case .left: cell = start(of: max(0, index(in: row) - 1))
    case .right: cell = start(of: min(rows[row].count - 1, index(in: row) + 1))
    case .up where row > 0: row -= 1
    case .down where row < rows.count - 1: row += 1
    default: return false
    }
    return true
  }

  /// Presses the key of the other script; `false` where the focus is on another key.
  ///
  /// The focus goes to the first letter, which is what the key was pressed for.
  mutating func switchScript() -> Bool {
    guard case .script = focused else { return false }
    showsOther.toggle()
    (row, cell) = (0, 0)
    return true
  }

  /// Puts the focus on the key that ends the typing, as after a character of a keyboard.
  mutating func focusDone() { self = KeyPad(layout) }

  /// Cells a key is wide: words have three among letters.
  private func cells(_ key: PadKey) -> Int {
    switch key {
    case .character: 1
    case .space, .delete, .done, .script: layout == .digits ? 1 : 3
    }
  }

  /// The first cell of a key of the focused row.
  private func start(of index: Int) -> Int { rows[row].prefix(index).reduce(0) { $0 + cells($1) } }

  /// The key that covers the cell in a row, the last one where the row ends before it.
  private func index(in row: Int) -> Int {
    var end = 0
    for (index, key) in rows[row].enumerated() {
      end += cells(key)
      if cell < end { return index }
    }
    return rows[row].count - 1
  }
}

extension KeyPad.Layout {
  /// The letters of a search: those of the screen's language first.
  init(_ language: Language, showsHangul: Bool) {
    self =
      switch (showsHangul, language) {
      case (false, _): .letters(first: .latin, other: nil)
      case (true, .korean): .letters(first: .hangul, other: .latin)
      case (true, .english): .letters(first: .latin, other: .hangul)
      }
  }
}

extension KeyPad {
  /// Columns of a cell where there is room, by layout.
  private var widestCell: Int { layout == .digits ? 8 : 4 }

  /// Draws the keys from the upper left corner of `area`, the focused one marked.
  func draw(on canvas: inout Canvas, in area: Rect, isFocused: Bool, _ strings: Strings) {
    let most = rows.map { $0.reduce(0) { $0 + cells($1) } }.max() ?? 1
    let columns = max(1, min(widestCell, area.size.columns / max(1, most)))
    canvas.within(area) { canvas in
      for (number, keys) in rows.enumerated() {
        var column = 0
        for (index, key) in keys.enumerated() {
          let isMarked = isFocused && number == row && index == self.index(in: row)
          draw(
            label(of: key, columns: cells(key) * columns, strings), columns: cells(key) * columns,
            at: Point(column: column, row: number), isMarked: isMarked, on: &canvas)
          column += cells(key) * columns
        }
      }
    }
  }

  /// Draws one key: where cells are wide, the mark is wider than the label and a gap follows.
  private func draw(
    _ label: String, columns: Int, at point: Point, isMarked: Bool, on canvas: inout Canvas
  ) {
    let width = DisplayWidth.of(label)
    let marked = columns > 2 ? max(width, columns - 1) : width
    let style: Style = isMarked ? .selection : .text
    canvas.fill(Rect(column: point.column, row: point.row, columns: marked, rows: 1), style)
    canvas.text(
      label, at: Point(column: point.column + (marked - width) / 2, row: point.row), style,
      columns: columns)
  }

  private func label(of key: PadKey, columns: Int, _ strings: Strings) -> String {
    switch key {
    case .character(let character): String(character)
    case .space: strings[DisplayWidth.of(strings[.padSpace]) < columns ? .padSpace : .padSpaceShort]
    case .script(.hangul): strings[.padHangul]
    case .script(.latin): strings[.padLatin]
    case .delete: strings[.padDelete]
    case .done: strings[.padDone]
    }
  }
}

extension TextField {
  /// Presses a key of a pad; the keys that type nothing change nothing.
  ///
  /// Letters of Hangul become syllables as an input method makes them, and are taken away one by one.
  mutating func press(_ key: KeyPad.PadKey) {
    switch key {
    case .character(let character):
      guard let last = beforeCaret, let letter = character.unicodeScalars.first,
        let joined = TwoSetKeyboard.typing(letter, after: last)
      else { return insert(String(character)) }
      replaceBeforeCaret(with: joined)
    case .space: insert(" ")
    case .delete:
      replaceBeforeCaret(with: beforeCaret.flatMap(TwoSetKeyboard.withoutLastLetter) ?? "")
    case .done, .script: break
    }
  }

  private var beforeCaret: Character? { text.prefix(caret).last }

  private mutating func replaceBeforeCaret(with new: String) {
    _ = handle(.key(.backspace))
    insert(new)
  }
}
