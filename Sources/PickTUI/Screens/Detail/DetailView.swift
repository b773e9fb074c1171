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
  private struct Block {
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

/// The facts about a title above its buttons.
private struct DetailFacts {
  let page: TitlePage
  let size: Size

  private var columns: Int { max(1, min(size.columns - 2, 100)) }
  private var synopsisRows: Int { size.rows < 14 ? 2 : size.rows < 30 ? 4 : 7 }

  /// Rows needed, the space below included.
  func rows(_ context: ViewContext) -> Int {
    lines(context).count + (page.next?.progress?.ratio == nil ? 0 : 1) + 1
  }

  /// Draws from the first row on.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let strip = Style(
      .strip(genre: page.title.genres.first?.id ?? "", title: page.title.name.original))
    var row = 0
    for (text, style) in lines(context) {
      if row == 0 {
        canvas.fill(Rect(column: 1, row: 0, columns: 2, rows: 1), strip)
        canvas.text(text, at: Point(column: 4, row: 0), style, columns: columns - 3)
      } else {
        canvas.text(text, at: Point(column: 1, row: row), style, columns: columns)
      }
      row += 1
    }
    drawProgress(row: row, on: &canvas, context)
  }

  private func lines(_ context: ViewContext) -> [(String, Style)] {
    let strings = context.strings
    let name = strings.text(page.title.name)
    var lines = [(name, Style(.heading, .bold)), (facts(strings), .muted)]
    if let reason = page.reason {
      lines.append((strings.sentence(for: reason), Style(.reason)))
    }
    lines.append(("", .text))
    let synopsis = strings.text(page.synopsis)
    let shown = synopsis.isEmpty ? strings[.detailNoSynopsis] : synopsis
    for line in TextLayout.wrapped(shown, columns: columns, maximumLines: synopsisRows) {
      lines.append((line, synopsis.isEmpty ? .muted : .text))
    }
    if !page.cast.isEmpty {
      let names = page.cast.map(strings.person).joined(separator: ", ")
      lines.append((strings.text(.detailCast, ["names": names]), .muted))
    }
    lines += TitleNotesText(notes: page.notes).lines(strings).map { ($0, .muted) }
    return lines
  }

  private func facts(_ strings: Strings) -> String {
    let title = page.title
    let episodes = page.seasons.reduce(0) { $0 + $1.episodes.count }
    let length = title.kind == .film ? page.others.first?.asset.runningSeconds : nil
    return [
      title.category.map { strings.label(of: $0) },
      title.genres.isEmpty
        ? nil : title.genres.map { strings.text($0.name) }.joined(separator: "/"),
      length.map { strings.minutes(seconds: $0) },
      title.year.map { strings.text(.year, ["year": String($0)]) },
      title.ageRating.map { strings.age($0) },
      TitleNotesText(notes: page.notes).stars(strings),
      title.kind == .series ? strings.label(of: title.kind) : nil,
      episodes > 0 ? strings.text(.detailEpisodes, ["count": String(episodes)]) : nil,
    ].compactMap { $0 }.joined(separator: " · ")
  }

  private func drawProgress(row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    guard let part = page.next, let progress = part.progress, let ratio = progress.ratio else {
      return
    }
    let strings = context.strings
    let name = part.asset.episode.map { strings.name($0) + "  " } ?? ""
    let place =
      progress.isFinished
      ? strings[.watched]
      : strings.text(
        .detailProgress,
        [
          "position": strings.position(seconds: progress.position),
          "length": strings.position(seconds: progress.runningSeconds ?? 0),
        ])
    let text = name + place
    let room = columns - DisplayWidth.of(text) - 2
    let bar = Rect(column: 1, row: row, columns: min(24, max(4, room)), rows: 1)
    ProgressBar(ratio: progress.isFinished ? 1 : ratio).draw(on: &canvas, in: bar)
    canvas.text(text, at: Point(column: bar.maxColumn + 2, row: row), .muted)
  }
}

/// The buttons in as many lines as they need.
private struct DetailButtons {
  let page: TitlePage
  let model: DetailModel
  let columns: Int

  /// The buttons by line.
  func lines(_ context: ViewContext) -> [[(DetailModel.Button, String)]] {
    var lines: [[(DetailModel.Button, String)]] = [[]]
    var used = 0
    for button in model.buttons {
      let label = " \(label(of: button, context)) "
      let width = DisplayWidth.of(label)
      if used > 0, used + 1 + width > columns {
        lines.append([])
        used = 0
      }
      lines[lines.count - 1].append((button, label))
      used += width + 1
    }
    return lines
  }

  /// Draws from the first row on.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    for (row, line) in lines(context).enumerated() {
      var column = 1
      for (button, label) in line {
        let isFocused = model.focus == .actions && model.button == button && context.hasFocus
        let style = Style(isFocused ? .buttonFocused : .button)
        column += canvas.text(label, at: Point(column: column, row: row), style) + 1
      }
    }
  }

  private func label(of button: DetailModel.Button, _ context: ViewContext) -> String {
    let strings = context.strings
    let choice =
      context.choices[page.id]
      ?? AppModel.Choice(
        isOnMyList: page.isOnMyList, thumb: page.thumb, isHidden: page.isHidden)
    let mark = context.checkMark
    switch button {
    case .watch: return watchLabel(strings)
    case .myList: return strings[choice.isOnMyList ? .detailRemove : .detailAdd]
    case .thumbUp: return (choice.thumb == .up ? mark : "") + strings[.actionThumbUp]
    case .thumbDown: return (choice.thumb == .down ? mark : "") + strings[.actionThumbDown]
    case .hide: return strings[choice.isHidden ? .detailShowAgain : .actionHide]
    case .markWatched: return strings[.actionMarkWatched]
    case .setAside: return strings[choice.isSetAside ? .detailPutBack : .actionSetAside]
    case .forget: return strings[.detailForget]
    case .why: return strings[.actionWhy]
    }
  }

  private func watchLabel(_ strings: Strings) -> String {
    let isBegun = page.next?.progress.map { !$0.isFinished && $0.position > 0 } ?? false
    let label = strings[isBegun ? .detailResume : .detailWatch]
    guard let episode = page.next?.asset.episode else { return label }
    return "\(label) \(strings.name(episode))"
  }
}
