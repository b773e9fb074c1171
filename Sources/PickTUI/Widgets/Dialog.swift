/// A question over a page, with buttons.
public struct Dialog: Hashable, Sendable {
  /// What is asked.
  public let question: String
  /// Further lines below it.
  public let details: [String]
  /// The answers; with none it is a message.
  public let buttons: [String]
  /// The button Enter presses.
  public let focused: Int

  /// A question.
  public init(question: String, details: [String] = [], buttons: [String], focused: Int) {
    self.question = question
    self.details = details
    self.buttons = buttons
    self.focused = focused
  }

  private var buttonColumns: Int {
    buttons.reduce(0) { $0 + DisplayWidth.of($1) + 4 } + 2 * max(0, buttons.count - 1)
  }

  /// Draws in the middle of `area`, over what is there.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    let widest = ([question] + details).map { DisplayWidth.of($0) }.max() ?? 0
    let columns = min(max(widest, buttonColumns) + 6, area.size.columns)
    let lines = ([question] + details).flatMap { TextLayout.wrapped($0, columns: columns - 6) }
    let rows = lines.count + (buttons.isEmpty ? 2 : 4)
    let place = area.centered(Size(columns: columns, rows: rows))
    canvas.fill(place, .text)
    canvas.box(place)
    canvas.within(place.inset(columns: 3, rows: 1)) { canvas in
      for (row, line) in lines.enumerated() {
        canvas.textCentered(line, row: row, row == 0 ? .heading : .text)
      }
      drawButtons(on: &canvas, row: canvas.size.rows - 1)
    }
  }

  private func drawButtons(on canvas: inout Canvas, row: Int) {
    var column = max(0, (canvas.size.columns - buttonColumns) / 2)
    for (index, label) in buttons.enumerated() {
      let style = Style(index == focused ? .buttonFocused : .button)
      column += canvas.text("  \(label)  ", at: Point(column: column, row: row), style) + 2
    }
  }
}
