import PickModel

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
      canvas.text(strings[.searchHint], at: place, .muted)
    } else if let failure = results.failure, !results.isLoading {
      // In the field every letter is typed, so Enter asks again.
      let retry = context.key(focused == nil ? .open : .reload)
      canvas.text(strings.sentence(for: failure, retryKey: retry), at: place, .error)
    } else if let found = results.value {
      let count = found.totalCount
      let text = strings.text(.searchCount, ["count": String(count)])
      canvas.text(count == 0 ? strings[.searchNone] : text, at: place, .heading)
      if count == 0 {
        let area = Rect(column: 1, row: 3, columns: canvas.size.columns - 2, rows: 3)
        canvas.paragraph(strings[.searchAdvice], in: area, .muted)
      }
    } else if results.showsSkeleton {
      canvas.text(strings[.loading], at: place, .muted)
    }
  }

  private func drawResults(on canvas: inout Canvas, _ context: ViewContext) {
    let shown = cards.indices.dropFirst(firstVisible).prefix(canvas.size.rows)
    for (row, index) in shown.enumerated() {
      let isFocused = cards[index].id == focused && context.hasFocus
      ResultLine(card: cards[index], isFocused: isFocused).draw(row: row, on: &canvas, context)
    }
  }
}

/// One title in one row: strip, name, facts.
private struct ResultLine {
  let card: Card
  let isFocused: Bool

  /// Draws into a row.
  func draw(row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let strip = Style(.strip(genre: card.genre?.id ?? "", title: card.name.original))
    canvas.fill(
      Rect(column: 1, row: row, columns: 2, rows: 1), isFocused ? Style(.stripFocused) : strip)
    let room = canvas.size.columns - 5
    let facts = TextLayout.truncated(
      self.facts(strings).joined(separator: " · "), to: room / 2)
    let factColumns = DisplayWidth.of(facts)
    let style: Style = isFocused ? .selection : .text
    if isFocused {
      canvas.fill(Rect(column: 3, row: row, columns: room + 1, rows: 1), .selection)
    }
    canvas.text(
      strings.text(card.name), at: Point(column: 4, row: row), style,
      columns: room - factColumns - 2)
    canvas.textRight(
      facts, at: Point(column: 4, row: row), isFocused ? .selection : .muted, columns: room - 1)
  }

  private func facts(_ strings: Strings) -> [String] {
    [
      strings.label(of: card.category), card.genre.map { strings.text($0.name) },
      card.year.map(String.init), card.ageRating.map { strings.age($0) },
    ].compactMap { $0 }
  }
}
