/// The line of keys at the bottom.
public struct Footer: Hashable, Sendable {
  /// The keys, the most useful first: what does not fit is left out from the end.
  public let hints: [KeyHint]
  /// Shown at the right edge: a clock, a badge.
  public let status: String

  /// A line of keys with a status on the right.
  public init(hints: [KeyHint], status: String = "") {
    self.hints = hints
    self.status = status
  }

  /// Draws into the first row of `area`.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.within(area) { canvas in
      let style = Style(.footer)
      canvas.fill(Rect(column: 0, row: 0, columns: canvas.size.columns, rows: 1), style)
      var room = canvas.size.columns - 1
      if !status.isEmpty {
        canvas.textRight(
          status, at: Point(column: 0, row: 0), style, columns: canvas.size.columns - 1)
        room -= DisplayWidth.of(status) + 2
      }
      var column = 1
      for hint in hints {
        let width = DisplayWidth.of(hint.key) + 1 + DisplayWidth.of(hint.label)
        guard column + width <= room else { break }
        column += canvas.text(hint.key, at: Point(column: column, row: 0), Style(.footerKey)) + 1
        column += canvas.text(hint.label, at: Point(column: column, row: 0), style) + 2
      }
    }
  }
}
