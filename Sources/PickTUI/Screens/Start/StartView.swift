import PickModel

extension StartModel {
  /// Draws an invitation in the middle of a wall of pictures that moves on each minute.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    if context.pictures != .none { drawWall(on: &canvas, context) }
    let isLow = canvas.size.rows < 18
    let size = Size(columns: min(50, canvas.size.columns - 2), rows: isLow ? 8 : 14)
    let box = canvas.bounds.centered(size)
    canvas.fill(box, .text)
    canvas.within(box) { canvas in
      var row = 1
      if isLow {
        canvas.textCentered(strings[.brand], row: row, .accent)
        row += 1
      } else {
        let place = Point(column: max(0, (size.columns - Wordmark.columns) / 2), row: row)
        Wordmark.draw(on: &canvas, at: place, context)
        row += Wordmark.rows + 1
      }
      canvas.textCentered(strings[.tagline], row: row, .heading)
      row += 2
      drawInvitation(row: row, on: &canvas, context)
      row += isLow ? 1 : 3
      drawLanguage(row: row, on: &canvas, context)
    }
  }

  /// The clock, and beside it the other language with the key that leads to it.
  private func drawLanguage(row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let clock = strings.clock(SeoulTime(context.now))
    guard !context.withheld.contains(.language) else {
      return canvas.textCentered(clock, row: row, .muted)
    }
    let key = context.key(isOnLanguage ? .open : .down)
    let language = " \(key) \(strings[.actionLanguage]) "
    let columns = DisplayWidth.of(clock) + 2 + DisplayWidth.of(language)
    let first = max(0, (canvas.size.columns - columns) / 2)
    let used = canvas.text(clock, at: Point(column: first, row: row), .muted)
    canvas.text(
      language, at: Point(column: first + used + 2, row: row), isOnLanguage ? .selection : .muted)
  }

  private func drawInvitation(
    row: Int, on canvas: inout Canvas, _ context: ViewContext
  ) {
    let strings = context.strings
    if let failure {
      let text = strings.sentence(for: failure, retryKey: context.key(.open))
      let area = Rect(column: 1, row: row, columns: canvas.size.columns - 2, rows: 2)
      canvas.paragraph(text, in: area, .error)
    } else if waitingFor != nil {
      canvas.textCentered(strings[.signInWaiting], row: row, .text)
    } else {
      canvas.textCentered(strings[.kioskWelcome], row: row, .text)
    }
  }

  /// Pictures side by side; each minute they stand one place further.
  private func drawWall(on canvas: inout Canvas, _ context: ViewContext) {
    let size = LobbyWall.tile
    let across = canvas.size.columns / (size.columns + 2) + 1
    let minute = max(0, Int(context.now.millisecondsSince1970 / 60_000 % 10_000))
    for row in 0...canvas.size.rows / (size.rows + 1) {
      for column in 0..<across {
        canvas.picture(
          context.lobbyWall.picture(at: row * across + column + minute, context.wall),
          at: Point(column: column * (size.columns + 2), row: row * (size.rows + 1)))
      }
    }
  }
}
