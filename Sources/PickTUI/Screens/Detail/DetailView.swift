import PickModel

extension DetailModel {
  /// Draws the title's facts, its buttons, its parts and what resembles it.
  ///
  /// The page is a column of blocks, scrolled so far that the focused one is in sight. On large screens
  /// seasons, episodes and what is to be said of the focused one stand beside each other.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    if WaitingView.draw(page, on: &canvas, context) { return }
    guard let page = page.value else { return }
    let layout = ShelfLayout(size: canvas.size, pictures: context.pictures)
    let facts = DetailFacts(page: page, layout: layout)
    let buttons = DetailButtons(
      page: page, model: self, columns: canvas.size.columns - 2 * layout.margin,
      margin: layout.margin)
    var blocks = [
      Block(rows: facts.rows(context), focus: nil) { facts.draw(on: &$0, context) },
      Block(rows: buttons.rows(context) + 1, focus: .actions) { buttons.draw(on: &$0, context) },
    ]
    let above = blocks.reduce(0) { $0 + $1.rows }
    if layout.isLarge {
      if !parts.isEmpty {
        let room = max(6, canvas.size.rows - above - 4)
        let panes = DetailPanes(model: self, page: page, rows: min(room, max(4, parts.count)))
        blocks.append(
          Block(rows: panes.rows + 2, focus: focus == .seasons ? .seasons : .parts) {
            panes.draw(on: &$0, context)
          })
      }
    } else {
      if page.seasons.count > 1 {
        blocks.append(Block(rows: 2, focus: .seasons) { drawSeasons(page, on: &$0, context) })
      }
      if !parts.isEmpty {
        let rows = min(parts.count, max(3, canvas.size.rows / 3))
        let list = DetailParts(model: self, page: page, rows: rows)
        blocks.append(
          Block(rows: rows + 2, focus: .parts) { list.draw(on: &$0, context) })
      }
    }
    blocks.append(
      Block(
        rows: similar.first.map { layout.rows(of: $0.kind) } ?? 2, focus: .similar
      ) { drawSimilar(layout, on: &$0, context) })
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
    // Scrolled away, the name stays, so that the viewer knows where they are; on a small screen, where
    // the facts would not be seen at all, they stay with it.
    let (name, rest) = canvas.bounds.splitTop(DetailFacts.isRoomy(canvas.size) ? 1 : 2)
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
      let style: Style = isFocused ? .selection : isShown ? .heading : .muted
      for character in label {
        column += canvas.put(character, at: Point(column: column, row: 0), style)
      }
      column += 2
    }
  }

  private func drawSimilar(
    _ layout: ShelfLayout, on canvas: inout Canvas, _ context: ViewContext
  ) {
    let strings = context.strings
    guard let result = similar.first else {
      ShelfRow(
        heading: strings[.detailSimilar], content: .message(strings[.emptySimilar], .muted)
      ).draw(on: &canvas, in: canvas.bounds)
      return
    }
    let isFocused = focus == .similar && context.hasFocus
    let cards = result.cards.map {
      strings.cardView(
        of: $0, on: result.kind, choice: context.choices[$0.id], checkMark: context.checkMark)
    }
    let row = ShelfRow(
      heading: strings[.detailSimilar], content: .cards(cards),
      focused: isFocused ? browser.cardIndex(in: result) : nil,
      firstVisible: browser.visibleCards(of: result, layout: layout).lowerBound)
    let form = layout.form(of: result.kind)
    switch form {
    case .strips, .billboard: row.draw(on: &canvas, in: canvas.bounds)
    case .landscape, .portrait:
      PictureShelf(
        shelf: row, form: form, layout: layout, kind: result.kind, wall: context.wall
      )
      .draw(on: &canvas, in: canvas.bounds)
    }
  }
}

/// The facts about a title above its buttons.
private struct DetailFacts {
  let page: TitlePage
  let layout: ShelfLayout

  private var size: Size { layout.size }
  private var isRoomy: Bool { Self.isRoomy(size) }
  private var columns: Int { max(1, min(size.columns - 2 * layout.margin, isRoomy ? 56 : 100)) }
  private var synopsisRows: Int { size.rows < 14 ? 2 : size.rows < 30 ? 3 : 5 }

  /// Whether a screen has room for a picture beside the facts.
  static func isRoomy(_ size: Size) -> Bool { size.columns >= 64 && size.rows >= 18 }

  /// Rows needed, the space below included.
  func rows(_ context: ViewContext) -> Int { lines(context).count + 1 }

  /// Draws from the first row on.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let look = GenreLook(genre: page.title.genres.first?.id ?? "")
    let hasBackdrop = isRoomy && context.pictures != .none
    if hasBackdrop { drawBackdrop(on: &canvas, context) }
    for (row, line) in lines(context).enumerated() {
      var column = layout.margin
      if row == 0, !hasBackdrop {
        // At the right edge: the name begins where everything below it begins.
        let strip = Rect(column: size.columns - 3, row: 0, columns: 2, rows: 1)
        canvas.fill(strip, Style(look.strip))
      }
      if row == 1, let rating = page.title.ageRating {
        let badge = " \(context.strings.age(rating)) "
        column += canvas.text(badge, at: Point(column: column, row: row), Style(.button)) + 1
      }
      canvas.text(
        line.0, at: Point(column: column, row: row), line.1,
        columns: columns + layout.margin - column - (row == 0 && !hasBackdrop ? 3 : 0))
    }
  }

  private func drawBackdrop(on canvas: inout Canvas, _ context: ViewContext) {
    let first = columns + 1
    let picture = Size(columns: size.columns - first, rows: canvas.size.rows - 1)
    let (look, fade) = (TitleLook(page.title), TitleArt.Fade(columns: picture.columns / 2))
    let place = Point(column: first, row: 0)
    canvas.picture(of: look, picture, at: place, on: context.wall, fade: fade)
    canvas.pixels(
      of: look, picture, at: place, on: context.wall, fade: fade,
      covered: max(0, columns + layout.margin - first))
  }

  private func lines(_ context: ViewContext) -> [(String, Style)] {
    let strings = context.strings
    let name = strings.text(page.title.name)
    var lines = [
      (name, Style(.heading, .bold)), (facts(strings, hasBadge: page.title.ageRating), .muted),
    ]
    if let reason = page.reason {
      lines += wrapped(strings.sentence(for: reason), Style(.reason))
    }
    lines.append(("", .text))
    let synopsis = strings.text(page.synopsis)
    let shown = synopsis.isEmpty ? strings[.detailNoSynopsis] : synopsis
    for line in TextLayout.wrapped(shown, columns: columns, maximumLines: synopsisRows) {
      lines.append((line, synopsis.isEmpty ? .muted : .text))
    }
    if !page.cast.isEmpty {
      let names = page.cast.map(strings.person).joined(separator: ", ")
      lines += wrapped(strings.text(.detailCast, ["names": names]), .muted)
    }
    lines += TitleNotesText(notes: page.notes).lines(strings).flatMap { wrapped($0, .muted) }
    return lines
  }

  /// A sentence in as many lines as it needs, two where there is little room.
  private func wrapped(_ text: String, _ style: Style) -> [(String, Style)] {
    TextLayout.wrapped(text, columns: columns, maximumLines: size.rows < 14 ? 2 : 3)
      .map { ($0, style) }
  }

  /// The facts that fit beside the badge of the age; of several genres the last go before anything else.
  private func facts(_ strings: Strings, hasBadge rating: AgeRating?) -> String {
    let badge = rating.map { DisplayWidth.of(strings.age($0)) + 3 } ?? 0
    let room = columns - badge
    let genres = page.title.genres.map { strings.text($0.name) }
    for count in stride(from: genres.count, to: 1, by: -1) {
      let all = factLine(strings, genres: genres.prefix(count)).text(within: .max)
      if DisplayWidth.of(all) <= room { return all }
    }
    return factLine(strings, genres: genres.prefix(1)).text(within: room)
  }

  private func factLine(_ strings: Strings, genres: ArraySlice<String>) -> FactLine {
    let title = page.title
    let episodes = page.seasons.reduce(0) { $0 + $1.episodes.count }
    let length = title.kind == .film ? page.others.first?.asset.runningSeconds : nil
    var line = FactLine()
    line.add(title.category.map { strings.label(of: $0) }, weight: 2)
    line.add(genres.joined(separator: "/"), weight: 4)
    line.add(length.map { strings.minutes(seconds: $0) }, weight: 3)
    line.add(title.year.map { strings.text(.year, ["year": String($0)]) }, weight: 5)
    line.add(TitleNotesText(notes: page.notes).stars(strings), weight: 6)
    line.add(
      episodes > 0
        ? strings.text(.detailEpisodes, ["count": String(episodes)])
        : title.kind == .series ? strings.label(of: title.kind) : nil, weight: 1)
    return line
  }
}

/// One main button, and the others as words in as many lines as they need.
private struct DetailButtons {
  let page: TitlePage
  let model: DetailModel
  let columns: Int
  let margin: Int

  /// Rows of the buttons.
  func rows(_ context: ViewContext) -> Int { 1 + lines(context).count }

  /// The buttons below the main one, by line.
  private func lines(_ context: ViewContext) -> [[(DetailModel.Button, String)]] {
    var lines: [[(DetailModel.Button, String)]] = [[]]
    var used = 0
    for button in model.buttons where button != .watch {
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
    let sign = context.showsUnicode ? "▶" : ">"
    let room = columns - 4 - DisplayWidth.of(sign + " ")
    let label = context.strings.playLabel(
      page.next?.asset.episode, page.next?.progress, within: room)
    let main = "  \(sign) \(label)  "
    let end =
      margin + canvas.text(main, at: Point(column: margin, row: 0), style(of: .watch, context))
    if let part = page.next, let progress = part.progress {
      let place =
        progress.isFinished
        ? context.checkMark + context.strings[.watched]
        : context.strings.place(of: progress, length: part.asset.runningSeconds)
      if end + 2 + DisplayWidth.of(place) <= margin + columns {
        canvas.text(place, at: Point(column: end + 2, row: 0), .muted)
      }
    }
    for (row, line) in lines(context).enumerated() {
      var column = margin
      for (button, label) in line {
        column +=
          canvas.text(label, at: Point(column: column, row: row + 1), style(of: button, context))
          + 1
      }
    }
  }

  private func style(of button: DetailModel.Button, _ context: ViewContext) -> Style {
    if model.focus == .actions, model.button == button, context.hasFocus {
      return Style(.buttonFocused)
    }
    return button == .watch ? Style(.button) : .muted
  }

  private func label(of button: DetailModel.Button, _ context: ViewContext) -> String {
    let strings = context.strings
    let choice =
      context.choices[page.id]
      ?? AppModel.Choice(
        isOnMyList: page.isOnMyList, thumb: page.thumb, isHidden: page.isHidden)
    let mark = context.checkMark
    switch button {
    case .watch: return strings.playLabel(page.next?.asset.episode, page.next?.progress)
    case .myList: return strings[choice.isOnMyList ? .detailRemove : .detailAdd]
    case .thumbUp: return (choice.thumb == .up ? mark : "") + strings[.actionThumbUp]
    case .thumbDown: return (choice.thumb == .down ? mark : "") + strings[.actionThumbDown]
    case .hide: return strings[choice.isHidden ? .detailShowAgain : .actionHide]
    case .markWatched: return strings[.actionMarkWatched]
    case .setAside: return strings[choice.isSetAside ? .detailPutBack : .actionSetAside]
    case .forget: return strings[.detailForget]
    case .why: return strings[.actionWhy]
    case .about: return strings[.detailAbout]
    case .more: return "\(context.showsUnicode ? "…" : "~") \(strings[.detailMore])"
    }
  }
}
