import PickModel

/// A shelf of cards with pictures, and what is to be said of the focused one.
struct PictureShelf {
  /// The shelf in words.
  let shelf: ShelfRow
  /// Whether the pictures are wide or high.
  let form: ShelfLayout.Form
  /// How cards share the screen.
  let layout: ShelfLayout
  /// The kind decides how many cards fit.
  let kind: Shelf.Kind
  /// The pictures that have come.
  let wall: PictureWall

  private var picture: Size { layout.pictureSize(of: form) }
  private var margin: Int { layout.margin }

  /// Draws into `area`.
  func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.within(area) { canvas in
      drawHeading(on: &canvas)
      switch shelf.content {
      case .cards(let cards): draw(cards, on: &canvas)
      case .message(let text, let style):
        let place = Rect(
          column: margin, row: 1, columns: canvas.size.columns - 2 * margin,
          rows: canvas.size.rows - 1)
        canvas.paragraph(text, in: place, style)
      case .loading: drawSkeleton(on: &canvas)
      }
    }
  }

  /// The cards in sight by place.
  private func shown(_ cards: [CardView]) -> Range<Int> {
    let first = max(0, shelf.firstVisible)
    return min(first, cards.count)..<min(cards.count, first + layout.cardsPerPage(of: kind))
  }

  private func column(of position: Int) -> Int {
    margin + position * (picture.columns + ShelfLayout.gap(of: form))
  }

  private func drawHeading(on canvas: inout Canvas) {
    var column = margin
    column += canvas.text(shelf.heading, at: Point(column: column, row: 0), .heading) + 2
    guard case .cards(let cards) = shelf.content else { return }
    let more = canvas.size.columns - 3
    let words = form == .landscape ? focusedCard(cards).map(words) ?? "" : ""
    if !words.isEmpty {
      canvas.text(
        words, at: Point(column: column, row: 0), Style(.reason), columns: more - column - 1)
    } else {
      canvas.text(
        shelf.reason, at: Point(column: column, row: 0), .muted, columns: more - column - 1)
    }
    let shown = shown(cards)
    if shown.lowerBound > 0 {
      canvas.put(canvas.borders.moreLeft, at: Point(column: more, row: 0), .muted)
    }
    if shown.upperBound < cards.count || shelf.goesOn {
      canvas.put(canvas.borders.moreRight, at: Point(column: more + 1, row: 0), .muted)
    }
  }

  /// What is said of the focused card beside the heading: first what its one line has no room for.
  private func words(on card: CardView) -> String {
    func cut(_ text: String) -> String {
      DisplayWidth.of(text) > picture.columns ? text : ""
    }
    let isUnderWay = kind == .continueWatching
    let facts = isUnderWay ? [cut(card.note)] : [shelf.reason, card.reason]
    return ([cut(card.name)] + facts).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private func focusedCard(_ cards: [CardView]) -> CardView? {
    shelf.focused.flatMap { cards.indices.contains($0) ? cards[$0] : nil }
  }

  private func draw(_ cards: [CardView], on canvas: inout Canvas) {
    for (position, index) in shown(cards).enumerated() {
      PictureCard(
        card: cards[index], picture: picture, isHigh: form == .portrait, wall: wall
      )
      .draw(
        on: &canvas, at: Point(column: column(of: position), row: 1),
        isFocused: index == shelf.focused)
    }
    guard form == .portrait, let card = focusedCard(cards), let focused = shelf.focused else {
      return
    }
    // Below the focused card, but never so far right that the sentence is cut.
    let width = DisplayWidth.of(card.reason)
    let start = min(column(of: focused - shown(cards).lowerBound), canvas.size.columns - 2 - width)
    canvas.text(
      card.reason, at: Point(column: max(margin, start), row: picture.rows + 3), Style(.reason),
      columns: canvas.size.columns - 2 * margin)
  }

  private func drawSkeleton(on canvas: inout Canvas) {
    for position in 0..<layout.cardsPerPage(of: kind) {
      let place = Rect(
        column: column(of: position), row: 1, columns: picture.columns, rows: picture.rows)
      canvas.fill(place, Style(.field))
    }
  }
}

/// A card with a picture: signs on its upper edge, the watched part on its lower one, the name below.
struct PictureCard {
  let card: CardView
  /// Extent of the picture.
  let picture: Size
  /// Whether the name has two lines; else a note takes the second one.
  let isHigh: Bool
  let wall: PictureWall

  /// Draws with the picture's upper left cell at `point`.
  ///
  /// The focus is a frame of one column at each side that closes below the name. It changes no cell of
  /// the picture, so that a moved focus sends no picture again (docs/decisions/focus-frame.md).
  func draw(on canvas: inout Canvas, at point: Point, isFocused: Bool) {
    let frame = Rect(
      column: point.column - 1, row: point.row, columns: picture.columns + 2,
      rows: picture.rows + 2)
    if isFocused { canvas.fill(frame, .selection) }
    drawPicture(on: &canvas, at: point)
    drawSigns(on: &canvas, at: point)
    let style: Style = isFocused ? .selection : .text
    let name = Rect(
      column: point.column, row: point.row + picture.rows, columns: picture.columns,
      rows: isHigh ? 2 : 1)
    if isHigh {
      canvas.paragraph(card.name, in: name, style)
    } else {
      canvas.text(card.name, at: name.origin, style, columns: picture.columns)
      canvas.text(
        card.note, at: Point(column: point.column, row: name.maxRow),
        isFocused ? .selection : .muted, columns: picture.columns)
    }
  }

  private func drawPicture(on canvas: inout Canvas, at point: Point) {
    guard let look = card.look else { return }
    canvas.picture(of: look, picture, at: point, on: wall) { picture in
      if let rank = card.rank { picture.drawNumber(rank, edge: look.art.edge) }
      if let progress = card.progress { picture.drawBar(ratio: progress) }
    }
  }

  private func drawSigns(on canvas: inout Canvas, at point: Point) {
    if !card.sign.isEmpty {
      canvas.text(" \(card.sign) ", at: point, Style(.badge), columns: picture.columns)
    }
    if !card.mark.isEmpty {
      let text = " \(card.mark) "
      let column = point.column + picture.columns - DisplayWidth.of(text)
      canvas.text(text, at: Point(column: column, row: point.row), Style(.button))
    }
  }
}
