/// A square of modules on the screen: two rows of modules in a row of half blocks, or two columns
/// a module where the terminal has no half blocks.
struct QRCodeView {
  let code: QRCode
  let showsUnicode: Bool

  /// Light modules around the square; the standard asks for four, and phones read two.
  static let quiet = 2

  /// The room it takes.
  var size: Size {
    let side = code.size + 2 * Self.quiet
    return showsUnicode
      ? Size(columns: side, rows: (side + 1) / 2) : Size(columns: 2 * side, rows: side)
  }

  /// Draws from the upper left corner on.
  func draw(on canvas: inout Canvas) {
    for row in 0..<size.rows {
      if showsUnicode { drawHalfBlocks(row, on: &canvas) } else { drawModules(row, on: &canvas) }
    }
  }

  private func drawHalfBlocks(_ row: Int, on canvas: inout Canvas) {
    let characters = (0..<size.columns).map { column -> Character in
      switch (isDark(column, 2 * row), isDark(column, 2 * row + 1)) {
      case (true, true): "█"
      case (true, false): "▀"
      case (false, true): "▄"
      case (false, false): " "
      }
    }
    canvas.text(String(characters), at: Point(column: 0, row: row), Style(.code))
  }

  private func drawModules(_ row: Int, on canvas: inout Canvas) {
    for column in 0..<size.columns / 2 {
      let style = Style(isDark(column, row) ? .codeModule : .code)
      canvas.text("  ", at: Point(column: 2 * column, row: row), style)
    }
  }

  private func isDark(_ column: Int, _ row: Int) -> Bool {
    code[column - Self.quiet, row - Self.quiet]
  }
}
