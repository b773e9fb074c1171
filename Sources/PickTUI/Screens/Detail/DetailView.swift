import PickModel

extension DetailModel {
  /// Draws the title's facts, its buttons, its parts and what resembles it.
  ///
  /// The page is a column of blocks, scrolled so far that the focused one is in sight.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    if WaitingView.draw(page, on: &canvas, context) { return }
    guard let page = page.value else { return }
    let facts = DetailFacts(page: page, size: canvas.size)
    var blocks = [Block(rows: facts.rows(context), focus: nil) { facts.draw(on: &$0, context) }]
    let buttons = DetailButtons(page: page, model: self, columns: canvas.size.columns - 2)
    blocks.append(
      Block(rows: buttons.lines(context).count + 1, focus: .actions) {
        buttons.draw(on: &$0, context)
      })
    if page.seasons.count > 1 {
      blocks.append(Block(rows: 2, focus: .seasons) { drawSeasons(page, on: &$0, context) })
    }
    if !parts.isEmpty {
      let rows = min(parts.count, max(3, canvas.size.rows / 3))
      blocks.append(
        Block(rows: rows + 2, focus: .parts) { drawParts(rows, on: &$0, context) })
    }
    blocks.append(
      Block(rows: page.similar.isEmpty ? 2 : ShelfLayout.shelfRows, focus: .similar) {
        drawSimilar(page, on: &$0, context)
      })
    place(blocks, on: &canvas)
  }

  /// A part of the column.
  struct Block {
    let rows: Int
    let focus: Focus?
    let draw: (inout Canvas) -> Void
  }

  private func place(_ blocks: [Block], on canvas: inout Canvas) {
    let index = blocks.firstIndex { $0.focus == focus } ?? 0
    let top = blocks[..<index].reduce(0) { $0 + $1.rows }
    let bottom = top + blocks[index].rows
    guard bottom > canvas.size.rows else { return draw(blocks, from: 0, on: &canvas) }
    // Scrolled away, the name stays, so that the viewer knows where they are.
    let (name, rest) = canvas.bounds.splitTop(1)
    canvas.within(name) { blocks[0].draw(&$0) }
    canvas.within(rest) { draw(blocks, from: -min(bottom - $0.size.rows, top), on: &$0) }
  }

  private func draw(_ blocks: [Block], from firstRow: Int, on canvas: inout Canvas) {
    var row = firstRow
    for block in blocks {
      let place = Rect(column: 0, row: row, columns: canvas.size.columns, rows: block.rows)
      canvas.within(place) { block.draw(&$0) }
      row += block.rows
    }
  }

  private func drawSeasons(
    _ page: TitlePage, on canvas: inout Canvas, _ context: ViewContext
  ) {
    let labels = page.seasons.map {
      context.strings.text(.season, ["number": String($0.number)])
    }
    // The one that is shown stays in sight, however many there are.
    let shown = page.seasons.firstIndex { $0.number == shownSeason?.number } ?? 0
    let end = labels.prefix(shown + 1).reduce(0) { $0 + DisplayWidth.of($1) + 2 }
    var column = 1 - max(0, end - canvas.size.columns)
    for (season, label) in zip(page.seasons, labels) {
      let isShown = season.number == shownSeason?.number
      let isFocused = isShown && focus == .seasons && context.hasFocus
      let style: Style = isFocused ? .selection : isShown ? .accent : .muted
      for character in label {
        column += canvas.put(character, at: Point(column: column, row: 0), style)
      }
      column += 2
    }
  }

  private func drawParts(_ rows: Int, on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let isSeries = page.value?.title.kind == .series
    let heading =
      isSeries
      ? strings.text(.detailEpisodes, ["count": String(parts.count)]) : strings[.detailExtras]
    let isFocused = focus == .parts && context.hasFocus
    canvas.text(heading, at: Point(column: 1, row: 0), isFocused ? .accent : .heading)
    let index = parts.firstIndex { $0.id == focusedPart?.id } ?? 0
    let list = ScrollList(
      lines: parts.map { line(for: $0, canvas.borders, strings) },
      focused: isFocused ? index : nil,
      firstVisible: ScrollWindow.first(
        focus: index, count: parts.count, visible: rows, previous: max(0, index - rows / 2)))
    list.draw(
      on: &canvas, in: Rect(column: 0, row: 1, columns: canvas.size.columns, rows: rows))
  }

  private func line(
    for part: TitlePage.Part, _ borders: BorderSet, _ strings: Strings
  ) -> ScrollList.Line {
    let isNext = part.id == page.value?.next?.id
    let mark: Character =
      part.progress?.isFinished == true ? borders.checkMark : isNext ? borders.moreRight : " "
    return ScrollList.Line(
      "\(mark) \(strings.name(of: part))", trailing: trailing(for: part, strings),
      style: part.progress?.isFinished == true ? .muted : .text)
  }

  private func trailing(for part: TitlePage.Part, _ strings: Strings) -> String {
    if let progress = part.progress {
      if progress.isFinished { return strings[.watched] }
      let position = strings.position(seconds: progress.position)
      guard let length = part.asset.runningSeconds else { return position }
      return strings.text(
        .detailProgress, ["position": position, "length": strings.position(seconds: length)])
    }
    return part.asset.runningSeconds.map { strings.minutes(seconds: $0) } ?? ""
  }

  private func drawSimilar(
    _ page: TitlePage, on canvas: inout Canvas, _ context: ViewContext
  ) {
    let isFocused = focus == .similar && context.hasFocus
    let cards = page.similar.map { context.strings.cardView(of: $0) }
    let index = similar.first.flatMap { browser.cardIndex(in: $0) }
    let visible = similar.first.map {
      browser.visibleCards(of: $0, layout: ShelfLayout(size: canvas.size))
    }
    ShelfRow(
      heading: context.strings[.detailSimilar],
      content: cards.isEmpty ? .message(context.strings[.emptySimilar], .muted) : .cards(cards),
      focused: isFocused ? index : nil, firstVisible: visible?.lowerBound ?? 0
    ).draw(on: &canvas, in: canvas.bounds)
  }
}
