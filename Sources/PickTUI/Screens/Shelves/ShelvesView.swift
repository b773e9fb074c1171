import PickModel

/// Shelves below each other, scrolled so that the focused one shows.
struct ShelvesView {
  let shelves: [ShelfResult]
  let browser: ShelfBrowser
  /// Whether a shelf has the focus.
  let isFocused: Bool
  /// The shelves that come in parts.
  var parts = ShelfParts()

  /// Draws into the whole area; the shelf at the lower edge may be cut.
  ///
  /// - Parameters:
  ///   - canvas: where to draw.
  ///   - context: the words and the look.
  ///   - hero: draws the shelf that is one title over the whole width, where it can.
  func draw(
    on canvas: inout Canvas, _ context: ViewContext,
    hero: (Shelf, inout Canvas) -> Bool = { _, _ in false }
  ) {
    let layout = ShelfLayout(size: canvas.size, pictures: context.pictures)
    var row = 0
    for result in shelves.dropFirst(browser.firstShelf) {
      guard row < canvas.size.rows else { break }
      let form = layout.form(of: result.kind)
      let place = Rect(
        column: 0, row: row + layout.leading(of: result.kind), columns: canvas.size.columns,
        rows: layout.rows(of: form))
      row += layout.rows(of: result.kind)
      if form == .billboard, case .loaded(let shelf) = result,
        canvas.within(place, { hero(shelf, &$0) })
      {
        continue
      }
      draw(result, in: place, layout, on: &canvas, context)
    }
  }

  /// Draws one shelf in words, or lays down the rows of an equal one.
  private func draw(
    _ result: ShelfResult, in place: Rect, _ layout: ShelfLayout, on canvas: inout Canvas,
    _ context: ViewContext
  ) {
    let visible = browser.visibleCards(of: result, layout: layout)
    let isFocused = isFocused && result.id == browser.shelf
    let focused = isFocused ? browser.cardIndex(in: result) ?? 0 : nil
    func row() -> ShelfRow {
      shelfRow(result, visible, focused: focused, isFocused: isFocused, layout, context)
    }
    guard let words = ShelfWords(result, visible: visible, layout: layout, context) else {
      draw(row(), of: result.kind, in: place, layout, on: &canvas, context.wall)
      return
    }
    DrawnShelf.drawings.draw(
      DrawnShelf(focused: focused, words: words, pictures: context.wall.state), in: place,
      on: &canvas
    ) { canvas in
      let row = ShelfWords.rows.value(of: words, make: row).focused(focused)
      draw(row, of: result.kind, in: place, layout, on: &canvas, context.wall)
    }
  }

  private func draw(
    _ row: ShelfRow, of kind: Shelf.Kind, in place: Rect, _ layout: ShelfLayout,
    on canvas: inout Canvas, _ wall: PictureWall
  ) {
    let form = layout.form(of: kind)
    switch form {
    case .strips: row.draw(on: &canvas, in: place)
    case .billboard:
      // No title to show: what there is to say stands below the tabs.
      let (_, below) = place.splitTop(layout.heroTabRow + 1)
      row.draw(on: &canvas, in: below)
    case .landscape, .portrait:
      PictureShelf(shelf: row, form: form, layout: layout, kind: kind, wall: wall)
        .draw(on: &canvas, in: place)
    }
  }

  private func shelfRow(
    _ shelf: ShelfResult, _ visible: Range<Int>, focused: Int?, isFocused: Bool,
    _ layout: ShelfLayout, _ context: ViewContext
  ) -> ShelfRow {
    ShelfRow(
      heading: context.strings.heading(of: shelf.kind, at: context.now),
      reason: context.strings.reason(
        of: shelf.kind, isBrief: layout.form(of: shelf.kind) != .strips),
      content: content(of: shelf, visible, isFocused: isFocused, context),
      focused: focused, firstVisible: visible.lowerBound, goesOn: shelf.goesOn)
  }

  private func content(
    of shelf: ShelfResult, _ visible: Range<Int>, isFocused: Bool, _ context: ViewContext
  ) -> ShelfRow.Content {
    switch shelf {
    case .failed: return failure(isFocused: isFocused, context)
    case .loaded(let shelf):
      switch parts.state(of: shelf) {
      case .failed: return failure(isFocused: isFocused, context)
      case .slow: return .loading
      case .complete, .waiting: break
      }
      if shelf.cards.isEmpty, shelf.next == nil {
        return .message(context.strings[.emptyShelf], isFocused ? .selection : .muted)
      }
      let isRanking = shelf.kind == .top10
      return .cards(
        shelf.cards.enumerated().map { index, card in
          visible.contains(index)
            ? context.strings.cardView(
              of: card, on: shelf.kind, rank: isRanking ? index + 1 : nil,
              choice: context.choices[card.id],
              checkMark: context.checkMark) : Self.unseen
        })
    }
  }
}

extension ShelvesView {
  private func failure(isFocused: Bool, _ context: ViewContext) -> ShelfRow.Content {
    let text = context.strings.text(.shelfFailed, ["key": context.retryKey(.reload)])
    return .message(text, isFocused ? .selection : .error)
  }

  /// Stands for a card out of sight: only its place counts.
  fileprivate static let unseen = CardView(name: "", strip: .strip1)
}

extension ShelfResult {
  /// Whether cards follow that are not there yet.
  fileprivate var goesOn: Bool {
    guard case .loaded(let shelf) = self else { return false }
    return shelf.next != nil
  }
}

/// The content of a page that waits or has failed.
struct WaitingView {
  /// Draws shelves to come, a failure, or words for nothing at all.
  ///
  /// - Returns: whether there was anything to draw.
  static func draw<Value>(
    _ loadable: Loadable<Value>, on canvas: inout Canvas, _ context: ViewContext
  ) -> Bool {
    if loadable.value != nil { return false }
    if let failure = loadable.failure, !loadable.isLoading {
      let text = context.strings.sentence(for: failure, retryKey: context.retryKey(.reload))
      let lines = TextLayout.wrapped(text, columns: max(1, canvas.size.columns - 2))
      for (index, line) in lines.enumerated() {
        canvas.textCentered(line, row: canvas.size.rows / 2 - lines.count + index, .error)
      }
      let hint = "\(context.retryKey(.reload)) \(context.strings[.actionReload])"
      canvas.textCentered(hint, row: canvas.size.rows / 2 + 1, .muted)
      if let reference = context.strings.reference(of: failure) {
        canvas.textCentered(reference, row: canvas.size.rows / 2 + 2, .muted)
      }
    } else if loadable.showsSkeleton {
      drawSkeleton(on: &canvas, context)
    }
    return true
  }

  private static func drawSkeleton(on canvas: inout Canvas, _ context: ViewContext) {
    var row = 0
    while row < canvas.size.rows {
      let place = Rect(column: 0, row: row, columns: canvas.size.columns, rows: ShelfRow.rows)
      ShelfRow(heading: row == 0 ? context.strings[.loading] : "", content: .loading)
        .draw(on: &canvas, in: place)
      row += ShelfRow.rows + 1
    }
  }

  /// Draws words where there is nothing else.
  static func drawEmpty(_ text: String, on canvas: inout Canvas) {
    let lines = TextLayout.wrapped(text, columns: max(1, canvas.size.columns - 4))
    let first = max(0, (canvas.size.rows - lines.count) / 2)
    for (index, line) in lines.enumerated() {
      canvas.textCentered(line, row: first + index, .muted)
    }
  }
}
