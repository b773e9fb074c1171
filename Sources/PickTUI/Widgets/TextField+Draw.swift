extension TextField {
  /// Draws the field in one row and puts the cursor at the caret when it is focused.
  ///
  /// - Parameters:
  ///   - canvas: what to draw on.
  ///   - area: the field's place; its first row is used.
  ///   - isFocused: whether somebody types in it.
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
