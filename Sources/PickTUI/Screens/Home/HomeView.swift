import PickModel

extension HomeModel {
  /// Draws the hero's tabs and the shelves.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    if WaitingView.draw(page, on: &canvas, context) { return }
    if isEmpty {
      WaitingView.drawEmpty(context.strings[.emptyCatalog], on: &canvas)
      return
    }
    let shelves = shelves
    let hasHero = shelves.first?.kind == .hero(tab)
    ShelvesView(
      shelves: shelves, browser: browser, isFocused: context.hasFocus && !isOnTabs,
      parts: parts, leading: hasHero ? Self.leading : 0
    ).draw(on: &canvas, context)
    if hasHero, browser.firstShelf == 0 { drawTabs(on: &canvas, context) }
  }

  private func drawTabs(on canvas: inout Canvas, _ context: ViewContext) {
    var column = 1
    for candidate in HeroTab.allCases {
      let style: Style =
        if candidate != tab { .muted } else if isOnTabs, context.hasFocus { .selection } else {
          .accent
        }
      let label = context.strings.label(of: candidate)
      column += canvas.text(label, at: Point(column: column, row: 0), style) + 2
    }
  }
}
