import PickModel

/// How the list of keys shares a screen; pure arithmetic that update and view agree on.
struct HelpLayout {
  let screen: Size
  let keyCount: Int

  /// Two columns where there is room.
  var columnCount: Int { screen.columns >= 76 ? 2 : 1 }
  /// Lines of the list.
  var lines: Int { (keyCount + columnCount - 1) / columnCount }
  /// The box, its border included.
  var box: Size {
    Size(
      columns: columnCount == 2 ? 76 : min(screen.columns, 40), rows: min(screen.rows, lines + 2))
  }
  /// The first line when the last one shows.
  var lastFirstLine: Int { max(0, lines - max(0, box.rows - 2)) }
}

/// All keys, from the key map.
struct HelpView {
  let firstLine: Int

  /// Draws a box with as many lines as fit; its lower edge says how to see more and how to leave.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let hints = context.keyMap.help(context.strings, without: context.withheld)
    let layout = HelpLayout(screen: canvas.size, keyCount: hints.count)
    let place = canvas.bounds.centered(layout.box)
    canvas.fill(place)
    canvas.box(place, title: context.strings[.keysHeading])
    canvas.within(place.inset(columns: 2, rows: 1)) { canvas in
      let first = min(firstLine, layout.lastFirstLine)
      for column in 0..<layout.columnCount {
        let start = column * layout.lines + first
        let end = min(hints.count, (column + 1) * layout.lines, start + canvas.size.rows)
        guard start < end else { continue }
        for (row, index) in (start..<end).enumerated() {
          draw(hints[index], at: Point(column: column * 37, row: row), on: &canvas)
        }
      }
    }
    drawKeys(on: &canvas, place, layout, context)
  }

  private func drawKeys(
    on canvas: inout Canvas, _ place: Rect, _ layout: HelpLayout, _ context: ViewContext
  ) {
    let (up, down) = (context.key(.up), context.key(.down))
    let more =
      layout.lastFirstLine > 0
      ? context.strings.text(.helpMore, ["up": up, "down": down]) + " · " : ""
    let text = " \(more)\(context.key(.back)) \(context.strings[.close]) "
    canvas.textRight(
      text, at: Point(column: place.minColumn, row: place.maxRow - 1), Style(.border),
      columns: place.size.columns - 2)
  }

  private func draw(_ hint: KeyHint, at point: Point, on canvas: inout Canvas) {
    canvas.text(hint.key, at: point, Style(.footerKey), columns: 15)
    canvas.text(
      hint.label, at: Point(column: point.column + 16, row: point.row), .text, columns: 20)
  }
}
