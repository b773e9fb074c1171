import PickModel
import PickSearch

extension SearchModel {
  /// Draws the field, the count and the results.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let columns = min(60, canvas.size.columns - 2)
    field.draw(
      on: &canvas, in: Rect(column: 1, row: 0, columns: columns, rows: 1),
      isFocused: focused == nil && context.hasFocus, placeholder: context.strings[.searchPrompt])
    drawCount(on: &canvas, context)
    let (_, rest) = canvas.bounds.splitTop(Self.leading)
    canvas.within(rest) { drawResults(on: &$0, context) }
  }

  private func drawCount(on canvas: inout Canvas, _ context: ViewContext) {
    let place = Point(column: 1, row: 2)
    let strings = context.strings
    if field.text.trimmed().isEmpty {
      let hint: MessageKey = context.recentSearches.isEmpty ? .searchHint : .searchRecent
      canvas.text(strings[hint], at: place, .muted)
    } else if let failure = results.failure, !results.isLoading {
      // In the field every letter is typed, so Enter asks again.
      let retry = context.key(focused == nil ? .open : .reload)
      canvas.text(strings.sentence(for: failure, retryKey: retry), at: place, .error)
    } else if let found = results.value {
      let count = found.totalCount
      let text = strings.text(.searchCount, ["count": String(count)])
      let used = canvas.text(count == 0 ? strings[.searchNone] : text, at: place, .heading)
      if context.isOffline {
        let beside = Point(column: place.column + used + 2, row: place.row)
        canvas.text(strings[.searchOffline], at: beside, Style(.notice))
      } else if count == 0 {
        let area = Rect(column: 1, row: 3, columns: canvas.size.columns - 2, rows: 3)
        canvas.paragraph(strings[.searchAdvice], in: area, .muted)
      }
    } else if results.showsSkeleton {
      canvas.text(strings[.loading], at: place, .muted)
    }
  }

  private func drawResults(on canvas: inout Canvas, _ context: ViewContext) {
    let recents = shownRecents(context.recentSearches)
    guard recents.isEmpty else { return drawRecents(recents, on: &canvas, context) }
    let highlight = SearchHighlight(results.value?.query ?? "")
    let shown = cards.indices.dropFirst(firstVisible).prefix(canvas.size.rows)
    for (row, index) in shown.enumerated() {
      let isFocused = cards[index].id == focused && context.hasFocus
      ResultLine(card: cards[index], highlight: highlight, isFocused: isFocused)
        .draw(row: row, on: &canvas, context)
    }
  }

  private func drawRecents(
    _ recents: [String], on canvas: inout Canvas, _ context: ViewContext
  ) {
    ScrollList(
      lines: recents.map { ScrollList.Line($0) }, focused: context.hasFocus ? recent : nil
    ).draw(on: &canvas, in: canvas.bounds)
  }
}

/// One title in one row: strip, name, facts.
private struct ResultLine {
  let card: Card
  let highlight: SearchHighlight
  let isFocused: Bool

  /// Draws into a row: the name first, then as many whole facts as there is room for.
  func draw(row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let strip = Style(GenreLook(genre: card.genre?.id ?? "").strip)
    canvas.fill(
      Rect(column: 1, row: row, columns: 2, rows: 1), isFocused ? Style(.stripFocused) : strip)
    let room = canvas.size.columns - 6
    if isFocused {
      canvas.fill(Rect(column: 3, row: row, columns: room + 2, rows: 1), .selection)
    }
    let name = strings.text(card.name)
    let mark = card.isHidden ? strings[.searchHidden] : ""
    let marked = mark.isEmpty ? 0 : DisplayWidth.of(mark) + 2
    draw(name, row: row, columns: room - marked, on: &canvas)
    let used = min(DisplayWidth.of(name), room - marked)
    if marked > 0 {
      canvas.text(
        mark, at: Point(column: 4 + used + 2, row: row), isFocused ? .selection : Style(.notice))
    }
    let facts = facts(strings, columns: room - used - marked - 2)
    canvas.textRight(
      facts, at: Point(column: 4, row: row), isFocused ? .selection : .muted, columns: room)
  }

  /// The name, with what was searched for in the accent colour.
  private func draw(_ name: String, row: Int, columns: Int, on canvas: inout Canvas) {
    let style: Style = isFocused ? .selection : .text
    canvas.text(name, at: Point(column: 4, row: row), style, columns: columns)
    guard !isFocused, DisplayWidth.of(name) <= columns else { return }
    let places = highlight.places(in: name)
    var column = 4
    for (place, character) in name.enumerated() {
      if places.contains(place) {
        canvas.put(character, at: Point(column: column, row: row), .accent)
      }
      column += DisplayWidth.of(character)
    }
  }

  /// The facts that fit, whole, the most telling first.
  private func facts(_ strings: Strings, columns: Int) -> String {
    var shown = ""
    for fact in facts(strings) {
      let longer = shown.isEmpty ? fact : shown + " · " + fact
      guard DisplayWidth.of(longer) <= columns else { break }
      shown = longer
    }
    return shown
  }

  private func facts(_ strings: Strings) -> [String] {
    [
      strings.label(of: card.category), card.genre.map { strings.text($0.name) },
      card.year.map(String.init), card.ageRating.map { strings.age($0) },
    ].compactMap { $0 }
  }
}
