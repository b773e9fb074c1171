import PickModel

extension CategoryModel {
  /// Draws the line of genres and the shelves.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    if WaitingView.draw(page, on: &canvas, context) { return }
    guard !shelves.isEmpty else {
      WaitingView.drawEmpty(context.strings[.emptyCategory], on: &canvas)
      return
    }
    let (top, rest) = canvas.bounds.splitTop(2)
    canvas.within(top) { drawGenres(on: &$0, context) }
    canvas.within(rest) { canvas in
      ShelvesView(
        shelves: shelves, browser: browser, isFocused: context.hasFocus && !isOnGenres
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
      let isFocused = isCurrent && isOnGenres && context.hasFocus
      var column = starts[index] - shift
      for character in label {
        let style: Style = isFocused ? .selection : isCurrent ? .heading : .muted
        column += canvas.put(character, at: Point(column: column, row: 0), style)
      }
    }
  }
}
