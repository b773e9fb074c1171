import PickModel

extension SearchModel {
  /// Draws the field, the filters, the count and the results.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let columns = min(60, canvas.size.columns - 2)
    field.draw(
      on: &canvas, in: Rect(column: 1, row: 0, columns: columns, rows: 1),
      isFocused: isInField && context.hasFocus, placeholder: context.strings[.searchPrompt])
    if showsPad {
      let area = Rect(column: 1, row: 1, columns: canvas.size.columns - 2, rows: padRows)
      pad.draw(on: &canvas, in: area, isFocused: context.hasFocus, context.strings)
    }
    // The keys stand directly below what they type; the rest of the page moves down by them.
    let (_, page) = canvas.bounds.splitTop(padRows)
    canvas.within(page) { canvas in
      bar.draw(row: 1, on: &canvas, context)
      drawCount(on: &canvas, context)
      let (_, rest) = canvas.bounds.splitTop(Self.leading)
      canvas.within(rest) { drawResults(on: &$0, context) }
      bar.drawMenu(below: 1, on: &canvas, context)
    }
  }

  private func drawCount(on canvas: inout Canvas, _ context: ViewContext) {
    let place = Point(column: 1, row: 2)
    let strings = context.strings
    if !asksForSomething {
      canvas.text(hint(columns: canvas.size.columns - 2, context), at: place, .muted)
    } else if let failure = list.first.failure, !list.first.isLoading {
      // In the field every letter is typed, so Enter asks again.
      let retry = list.focused == nil ? context.key(.open) : context.retryKey(.reload)
      canvas.text(strings.sentence(for: failure, retryKey: retry), at: place, .error)
    } else if let found = list.first.value {
      drawCount(found.totalCount, at: place, on: &canvas, context)
    } else if list.first.showsSkeleton {
      canvas.text(strings[.loading], at: place, .muted)
    }
  }

  /// What to do in the empty field; the pad is offered where there is room for it.
  private func hint(columns: Int, _ context: ViewContext) -> String {
    let strings = context.strings
    if showsPad { return strings.text(.searchPadHint, ["open": context.key(.open)]) }
    guard context.recentSearches.isEmpty else { return strings[.searchRecent] }
    // Enter means something else where the focus is not in the field.
    guard isInField else { return strings[.searchHint] }
    let offer = strings.text(.searchPadOffer, ["open": context.key(.open)])
    let both = "\(strings[.searchHint]) · \(offer)"
    return DisplayWidth.of(both) <= columns ? both : strings[.searchHint]
  }

  private func drawCount(
    _ count: Int, at place: Point, on canvas: inout Canvas, _ context: ViewContext
  ) {
    let strings = context.strings
    let text = strings.text(.searchCount, ["count": String(count)])
    let used = canvas.text(count == 0 ? strings[.searchNone] : text, at: place, .heading)
    let beside = Point(column: place.column + used + 2, row: place.row)
    if context.isOffline {
      canvas.text(strings[.searchOffline], at: beside, Style(.notice))
      // Of titles that were never seen it would be wrong to say that there are none.
      if !ways.isEmpty { drawNothing(on: &canvas, context) }
    } else if count == 0 {
      drawNothing(on: &canvas, context)
    } else {
      list.drawInitials(from: beside.column, row: place.row, on: &canvas, context)
    }
  }

  /// What to do where nothing was found.
  private func drawNothing(on canvas: inout Canvas, _ context: ViewContext) {
    let (_, area) = canvas.bounds.splitTop(3)
    let ways = ways
    guard !ways.isEmpty else {
      canvas.paragraph(
        context.strings[.searchAdvice], in: area.inset(columns: 1, rows: 0), .muted)
      return
    }
    canvas.within(area) { bar.draw(ways, focused: waysOut.focused, on: &$0, context) }
  }

  private func drawResults(on canvas: inout Canvas, _ context: ViewContext) {
    let recents = shownRecents(context.recentSearches)
    guard recents.isEmpty else { return drawRecents(recents, on: &canvas, context) }
    if asksForSomething { list.draw(on: &canvas, context) }
  }

  private func drawRecents(
    _ recents: [String], on canvas: inout Canvas, _ context: ViewContext
  ) {
    ScrollList(
      lines: recents.map { ScrollList.Line($0) }, focused: context.hasFocus ? recent : nil
    ).draw(on: &canvas, in: canvas.bounds)
  }
}
