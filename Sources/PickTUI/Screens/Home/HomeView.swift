import PickModel

extension HomeModel {
  /// Draws the hero and the shelves.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    if WaitingView.draw(page, on: &canvas, context) { return }
    if isEmpty {
      WaitingView.drawEmpty(context.strings[.emptyCatalog], on: &canvas)
      return
    }
    let shelves = shelves
    let layout = ShelfLayout(size: canvas.size, pictures: context.pictures)
    ShelvesView(
      shelves: shelves, browser: browser, isFocused: context.hasFocus && !isOnTabs, parts: parts
    ).draw(on: &canvas, context) { shelf, canvas in
      drawHero(shelf, layout, on: &canvas, context)
    }
    guard browser.firstShelf == 0, let first = shelves.first, first.kind == .hero(tab) else {
      return
    }
    let isBillboard = layout.form(of: first.kind) == .billboard
    guard !isBillboard || first.cards.isEmpty else { return }
    let place = Point(
      column: isBillboard ? layout.margin : 1, row: isBillboard ? layout.heroTabRow : 0)
    HeroTabs(tab: tab, isFocused: isOnTabs && context.hasFocus)
      .draw(on: &canvas, at: place, context.strings)
  }

  /// Draws the title the hero shows; `false` when there is none.
  private func drawHero(
    _ shelf: Shelf, _ layout: ShelfLayout, on canvas: inout Canvas, _ context: ViewContext
  ) -> Bool {
    guard let index = browser.cardIndex(in: .loaded(shelf)) else { return false }
    let view = HeroView(
      card: shelf.cards[index], story: stories[shelf.cards[index].id], tab: tab, page: index,
      pageCount: shelf.cards.count,
      focused: context.hasFocus && !isOnTabs && browser.shelf == shelf.id
        ? focusedButton(of: shelf.cards[index]) : nil,
      isOnTabs: context.hasFocus && isOnTabs, layout: layout)
    DrawnHero.drawings.draw(DrawnHero(view, context), in: canvas.bounds, on: &canvas) {
      view.draw(on: &$0, context)
    }
    return true
  }
}
