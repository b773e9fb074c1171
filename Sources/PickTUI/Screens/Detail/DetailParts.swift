import PickModel

/// The list of a title's playable parts: a season's episodes, or what else a film has.
struct DetailParts {
  let model: DetailModel
  let page: TitlePage
  /// Rows of the list without its heading.
  let rows: Int

  /// Draws heading and list, and below it how many parts follow.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let parts = model.parts
    let isFocused = model.focus == .parts && context.hasFocus
    let heading =
      page.title.kind == .series
      ? strings.text(.detailEpisodes, ["count": String(parts.count)]) : strings[.detailExtras]
    canvas.text(heading, at: Point(column: 1, row: 0), .heading)
    let index = parts.firstIndex { $0.id == model.focusedPart?.id } ?? 0
    let first = ScrollWindow.first(
      focus: index, count: parts.count, visible: rows, previous: max(0, index - rows / 2))
    let list = Rect(column: 0, row: 1, columns: canvas.size.columns, rows: rows)
    // Dates stand below each other, however long the names before them are.
    let names = parts.map { DisplayWidth.of(name(of: $0, strings)) }
    let widest = min(names.max() ?? 0, list.size.columns / 2)
    ScrollList(
      lines: parts.map {
        line(for: $0, nameColumns: widest, columns: list.size.columns, canvas.borders, strings)
      },
      focused: isFocused ? index : nil, firstVisible: first
    ).draw(on: &canvas, in: list)
    let below = parts.count - first - rows
    if below > 0 {
      let more = strings.text(.detailMoreBelow, ["count": String(below)])
      canvas.text(more, at: Point(column: 3, row: list.maxRow), .muted)
    }
  }

  /// A part's name under its season: `5회`.
  private func name(of part: TitlePage.Part, _ strings: Strings) -> String {
    strings.name(of: part, in: page.title, showsSeason: false)
  }

  private func line(
    for part: TitlePage.Part, nameColumns: Int, columns: Int, _ borders: BorderSet,
    _ strings: Strings
  ) -> ScrollList.Line {
    let isFinished = part.progress?.isFinished == true
    let mark: Character =
      isFinished ? borders.checkMark : part.id == page.next?.id ? borders.moreRight : " "
    let name = self.name(of: part, strings)
    let padding = String(repeating: " ", count: max(0, nameColumns - DisplayWidth.of(name)))
    let date =
      columns >= 60 ? padding + "   " + strings.date(SeoulTime(part.asset.addedAt)) : ""
    return ScrollList.Line(
      "\(mark) \(name)\(date)",
      trailing: trailing(for: part, columns, borders, strings),
      style: isFinished ? .muted : .text)
  }

  private func trailing(
    for part: TitlePage.Part, _ columns: Int, _ borders: BorderSet, _ strings: Strings
  ) -> String {
    guard let progress = part.progress else {
      return part.asset.runningSeconds.map { strings.minutes(seconds: $0) } ?? ""
    }
    if progress.isFinished { return strings[.watched] }
    let place = strings.place(of: progress, length: part.asset.runningSeconds)
    guard columns >= 60, let ratio = progress.ratio else { return place }
    let done = min(10, max(1, Int(ratio * 10)))
    return String(repeating: borders.barDone, count: done)
      + String(repeating: borders.barLeft, count: 10 - done) + "  " + place
  }
}

/// Seasons, their episodes and what is to be said of the focused one, beside each other.
struct DetailPanes {
  let model: DetailModel
  let page: TitlePage
  /// Rows of the list.
  let rows: Int

  private static let seasonColumns = 12
  private static let partColumns = 70

  /// Draws all panes.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let hasSeasons = page.seasons.count > 1
    let first = hasSeasons ? Self.seasonColumns : 0
    if hasSeasons { drawSeasons(on: &canvas, context) }
    let list = Rect(
      column: first + 1, row: 0, columns: Self.partColumns, rows: canvas.size.rows)
    canvas.within(list) {
      DetailParts(model: model, page: page, rows: rows).draw(on: &$0, context)
    }
    let rest = canvas.size.columns - list.maxColumn - 4
    guard rest >= 16, let part = model.focusedPart else { return }
    let about = Rect(column: list.maxColumn + 2, row: 1, columns: rest, rows: rows)
    canvas.within(about) { drawAbout(part, on: &$0, context.strings) }
  }

  private func drawSeasons(on canvas: inout Canvas, _ context: ViewContext) {
    let shown = model.seasonIndex ?? 0
    let isFocused = model.focus == .seasons && context.hasFocus
    let lines = page.seasons.map {
      ScrollList.Line(context.strings.text(.season, ["number": String($0.number)]), style: .muted)
    }
    let area = Rect(column: 1, row: 1, columns: Self.seasonColumns - 1, rows: rows)
    let top = ScrollWindow.first(
      focus: shown, count: lines.count, visible: rows, previous: max(0, shown - rows / 2))
    ScrollList(lines: lines, focused: isFocused ? shown : nil, firstVisible: top)
      .draw(on: &canvas, in: area)
    guard !isFocused, lines.indices.contains(shown) else { return }
    canvas.text(
      lines[shown].text, at: Point(column: 2, row: 1 + shown - top), .heading,
      columns: Self.seasonColumns - 2)
  }

  private func drawAbout(_ part: TitlePage.Part, on canvas: inout Canvas, _ strings: Strings) {
    var row = canvas.paragraph(
      strings.name(of: part, in: page.title),
      in: Rect(column: 0, row: 0, columns: canvas.size.columns, rows: 2), .heading)
    let facts: [String?] = [
      strings.date(SeoulTime(part.asset.addedAt)),
      part.asset.runningSeconds.map { strings.minutes(seconds: $0) },
    ]
    canvas.text(
      facts.compactMap { $0 }.joined(separator: " · "), at: Point(column: 0, row: row), .muted)
    row += 1
    if let progress = part.progress {
      let place =
        progress.isFinished
        ? strings[.watched] : strings.place(of: progress, length: part.asset.runningSeconds)
      canvas.text(place, at: Point(column: 0, row: row), .muted)
    }
  }
}

extension Strings {
  /// Where a part that was begun stands: `12:05 / 65:00`.
  func place(of progress: WatchProgress, length: Int?) -> String {
    let position = position(seconds: progress.position)
    guard let length else { return position }
    return text(
      .detailProgress, ["position": position, "length": self.position(seconds: length)])
  }
}
