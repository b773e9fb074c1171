import PickModel

/// Lines below each other, of which one may be focused and not all need fit.
public struct ScrollList: Hashable, Sendable {
  /// One line.
  public struct Line: Hashable, Sendable {
    /// At the left.
    public let text: String
    /// At the right edge, muted.
    public let trailing: String
    /// How the text looks while it is not focused.
    public let style: Style

    /// A line.
    public init(_ text: String, trailing: String = "", style: Style = .text) {
      self.text = text
      self.trailing = trailing
      self.style = style
    }
  }

  /// The lines.
  public let lines: [Line]
  /// The focused line; `nil` when the focus is elsewhere.
  public let focused: Int?
  /// The first line in sight.
  public let firstVisible: Int

  /// A list.
  public init(lines: [Line], focused: Int?, firstVisible: Int = 0) {
    self.lines = lines
    self.focused = focused
    self.firstVisible = firstVisible
  }

  /// Draws into `area`; a mark at the right edge says that there is more above or below.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.within(area) { canvas in
      let shown = lines.indices.dropFirst(max(0, firstVisible)).prefix(canvas.size.rows)
      for (row, index) in shown.enumerated() {
        draw(lines[index], row: row, isFocused: index == focused, on: &canvas)
      }
    }
  }

  private func draw(_ line: Line, row: Int, isFocused: Bool, on canvas: inout Canvas) {
    let style = isFocused ? .selection : line.style
    let whole = Rect(column: 0, row: row, columns: canvas.size.columns, rows: 1)
    canvas.fill(whole, style)
    let trailing = DisplayWidth.of(line.trailing)
    let room = canvas.size.columns - 2 - (trailing > 0 ? trailing + 1 : 0)
    canvas.text(line.text, at: Point(column: 1, row: row), style, columns: room)
    canvas.textRight(
      line.trailing, at: Point(column: 1, row: row), isFocused ? style : .muted,
      columns: canvas.size.columns - 2)
  }
}

/// Which of many things are in sight.
public enum ScrollWindow {
  /// The first thing in sight, moved no further than needed to show the focused one.
  ///
  /// - Parameters:
  ///   - focus: the thing that has to be in sight.
  ///   - count: how many there are.
  ///   - visible: how many fit.
  ///   - previous: the first one in sight before.
  /// - Returns: an index in `0..<max(1, count)`.
  public static func first(focus: Int, count: Int, visible: Int, previous: Int) -> Int {
    let visible = max(1, visible)
    let lastFirst = max(0, count - visible)
    let kept = min(max(0, previous), lastFirst)
    if focus < kept { return min(max(0, focus), lastFirst) }
    if focus >= kept + visible { return min(max(0, focus - visible + 1), lastFirst) }
    return kept
  }
}
