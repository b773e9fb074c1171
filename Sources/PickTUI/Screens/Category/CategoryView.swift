import PickModel

extension CategoryModel {
  /// Draws the line of genres and the shelves.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    if !isListing, WaitingView.draw(page, on: &canvas, context) { return }
    guard isListing || !shelves.isEmpty else {
      WaitingView.drawEmpty(context.strings[.emptyCategory], on: &canvas)
      return
    }
    let (_, rest) = canvas.bounds.splitTop(Self.leading)
    if isListing {
      drawList(in: rest, on: &canvas, context)
    } else {
      drawShelves(in: rest, on: &canvas, context)
    }
    bar.draw(row: 0, on: &canvas, context)
    bar.drawMenu(below: 0, on: &canvas, context)
  }

  /// How many pass, the initials, and the titles.
  private func drawList(in rest: Rect, on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    if WaitingView.draw(list.first, on: &canvas, context) { return }
    let place = Point(column: 1, row: 1)
    guard list.count > 0 else {
      drawCount(at: place, on: &canvas, strings)
      canvas.within(rest) { bar.draw(ways, focused: waysOut.focused, on: &$0, context) }
      return
    }
    let used = drawCount(at: place, on: &canvas, strings)
    list.drawInitials(from: place.column + used + 2, row: place.row, on: &canvas, context)
    canvas.within(rest) { list.draw(of: category, on: &$0, context) }
  }

  /// The category's name, and how many of it pass.
  @discardableResult
  private func drawCount(at place: Point, on canvas: inout Canvas, _ strings: Strings) -> Int {
    let text = strings.text(
      .categoryCount, ["category": strings.label(of: category), "count": String(list.count)])
    return canvas.text(text, at: place, .heading)
  }

  /// The genres to jump to, and a shelf each.
  private func drawShelves(in rest: Rect, on canvas: inout Canvas, _ context: ViewContext) {
    let line = Rect(column: 0, row: 1, columns: canvas.size.columns, rows: 1)
    canvas.within(line) { drawGenres(on: &$0, context) }
    canvas.within(rest) { canvas in
      ShelvesView(
        shelves: shelves, browser: browser,
        isFocused: context.hasFocus && !isOnGenres && bar.focused == nil
      ).draw(on: &canvas, context)
    }
  }

  private func drawGenres(on canvas: inout Canvas, _ context: ViewContext) {
    let labels = shelves.map { context.strings.heading(of: $0.kind, at: context.now) }
    let current = browser.shelfIndex(in: shelves) ?? 0
    var starts: [Int] = []
    var end = 1
    for label in labels {
      starts.append(end)
      end += DisplayWidth.of(label) + 2
    }
    let currentEnd = starts[current] + DisplayWidth.of(labels[current])
    let shift = max(0, currentEnd + 1 - canvas.size.columns)
    for (index, label) in labels.enumerated() {
      let isCurrent = index == current
      let isFocused =
        isCurrent && isOnGenres && context.hasFocus && bar.focused == nil
      var column = starts[index] - shift
      for character in label {
        let style: Style = isFocused ? .selection : isCurrent ? .heading : .muted
        column += canvas.put(character, at: Point(column: column, row: 0), style)
      }
    }
  }
}
