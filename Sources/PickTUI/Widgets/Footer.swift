/// The line of keys at the bottom.
public struct Footer: Hashable, Sendable {
  /// The keys, the most useful first: what does not fit is left out from the end.
  public let hints: [KeyHint]
  /// The key that helps when nothing else does: it stands last and is never left out for others.
  public let last: KeyHint?
  /// Shown at the right edge of a line with room for it: a clock, a badge.
  public let status: String

  /// Columns below which keys need all the room.
  private static let columnsForStatus = 60

  /// A line of keys with a status on the right.
  public init(hints: [KeyHint], last: KeyHint? = nil, status: String = "") {
    self.hints = hints
    self.last = last
    self.status = status
  }

  /// Draws into the first row of `area`.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.within(area) { canvas in
      let style = Style(.footer)
      canvas.fill(Rect(column: 0, row: 0, columns: canvas.size.columns, rows: 1), style)
      var room = canvas.size.columns - 1
      if !status.isEmpty, canvas.size.columns >= Self.columnsForStatus {
        canvas.textRight(
          status, at: Point(column: 0, row: 0), style, columns: canvas.size.columns - 1)
        room -= DisplayWidth.of(status) + 2
      }
      var column = 1
      for hint in shown(within: room - column) {
        column += canvas.text(hint.key, at: Point(column: column, row: 0), Style(.footerKey)) + 1
        column += canvas.text(hint.label, at: Point(column: column, row: 0), style) + Self.gap
      }
    }
  }

  private static let gap = 2

  /// The first hints that fit beside the last one.
  private func shown(within columns: Int) -> [KeyHint] {
    var room = columns - (last.map { Self.columns(of: $0) + Self.gap } ?? 0)
    let first = hints.prefix { hint in
      guard Self.columns(of: hint) <= room else { return false }
      room -= Self.columns(of: hint) + Self.gap
      return true
    }
    return Array(first) + (last.map { [$0] } ?? [])
  }

  private static func columns(of hint: KeyHint) -> Int {
    DisplayWidth.of(hint.key) + 1 + DisplayWidth.of(hint.label)
  }
}
