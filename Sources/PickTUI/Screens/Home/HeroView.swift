import PickModel

/// The title home begins with, over the whole width: why it is there now, what it is, and how to go on.
struct HeroView: Equatable {
  let card: Card
  /// What its page says; `nil` until that has come.
  let story: HeroStory?
  let tab: HeroTab
  /// The page of the tab, and how many there are.
  let page: Int
  let pageCount: Int
  /// The focused button; `nil` while the focus is elsewhere.
  let focused: HeroButton?
  /// Whether the focus is on the tabs.
  let isOnTabs: Bool
  let layout: ShelfLayout

  /// Columns of text, beyond which the backdrop is to be seen.
  private static let textColumns = 54
  private var margin: Int { layout.margin }

  /// Draws into the whole area.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    if layout.isLarge, layout.pictures != .none { drawBackdrop(on: &canvas, context.wall) }
    var row = layout.heroTabRow
    let columns = layout.isLarge ? Self.textColumns : canvas.size.columns - 2 * margin
    let tabs = HeroTabs(tab: tab, isFocused: isOnTabs).draw(
      on: &canvas, at: Point(column: margin, row: row), context.strings)
    row += layout.isLarge ? 2 : 1
    func line(_ text: String, _ style: Style) {
      canvas.text(
        text, at: Point(column: margin, row: row), style,
        columns: min(columns, canvas.size.columns - 2 * margin))
      row += 1
    }
    let strings = context.strings
    line(strings.whyNow(tab, rank: page + 1, at: context.now), Style(.notice))
    line(strings.text(card.name), Style(.heading, .bold))
    line(facts(within: columns, strings), .muted)
    row += layout.isLarge ? 1 : 0
    let synopsis = Rect(
      column: margin, row: row, columns: columns, rows: layout.isLarge ? 2 : 1)
    if let text = story.map({ strings.text($0.synopsis) }) {
      canvas.paragraph(text, in: synopsis, .text)
    }
    row = synopsis.maxRow + (layout.isLarge ? 1 : 0)
    HeroButtons(card: card, focused: focused).draw(row: row, from: margin, on: &canvas, context)
    drawPages(row: layout.isLarge ? row + 2 : 0, after: layout.isLarge ? 0 : tabs, on: &canvas)
  }

  private func drawBackdrop(on canvas: inout Canvas, _ wall: PictureWall) {
    let first = max(46, canvas.size.columns * 2 / 5)
    let size = Size(columns: canvas.size.columns - first, rows: canvas.size.rows)
    let fade = TitleArt.Fade(columns: size.columns * 3 / 5)
    let (look, place) = (TitleLook(card), Point(column: first, row: 0))
    canvas.picture(of: look, size, at: place, on: wall, fade: fade)
    canvas.pixels(
      of: look, size, at: place, on: wall, fade: fade,
      covered: max(0, Self.textColumns + margin - first))
  }

  /// The facts that fit, each of them whole.
  private func facts(within columns: Int, _ strings: Strings) -> String {
    let episodes = story?.episodes ?? 0
    var line = FactLine()
    line.add(strings.label(of: card.category), weight: 3)
    line.add(card.genre.map { strings.text($0.name) }, weight: 5)
    line.add(card.year.map(String.init), weight: 2)
    line.add(card.ageRating.map { strings.age($0) }, weight: 4)
    line.add(
      episodes > 0
        ? strings.text(.detailEpisodes, ["count": String(episodes)])
        : strings.kind(card.kind, beside: card.category), weight: 1)
    return line.text(within: columns)
  }

  /// A dash a page; many pages are counted, and those that would touch what ends at a column.
  private func drawPages(row: Int, after end: Int, on canvas: inout Canvas) {
    guard pageCount > 1 else { return }
    guard pageCount <= 12, layout.isLarge || canvas.size.columns - 3 * pageCount - 1 > end else {
      return canvas.drawCount("\(page + 1)/\(pageCount)", row: row, isLeft: layout.isLarge)
    }
    var column = layout.isLarge ? margin : canvas.size.columns - 3 * pageCount - 1
    for index in 0..<pageCount {
      let isShown = index == page
      canvas.fill(
        Rect(column: column, row: row, columns: 2, rows: 1),
        Style(isShown ? .heading : .progressTrack),
        with: isShown ? canvas.borders.barDone : canvas.borders.barLeft)
      column += 3
    }
  }
}

extension Canvas {
  fileprivate mutating func drawCount(_ text: String, row: Int, isLeft: Bool) {
    if isLeft {
      self.text(text, at: Point(column: 2, row: row), .muted)
    } else {
      textRight(text, at: Point(column: 0, row: row), .muted, columns: size.columns - 2)
    }
  }
}

/// The four tabs of the hero.
struct HeroTabs {
  let tab: HeroTab
  let isFocused: Bool

  /// Draws a pill for the shown tab, and the others muted; returns the column behind them.
  @discardableResult
  func draw(on canvas: inout Canvas, at point: Point, _ strings: Strings) -> Int {
    var column = point.column
    for candidate in HeroTab.allCases {
      let style: Style =
        if candidate != tab { .muted } else if isFocused { .selection } else {
          Style(.button, .bold)
        }
      let label = " \(strings.label(of: candidate)) "
      column += canvas.text(label, at: Point(column: column, row: point.row), style) + 1
    }
    return column - 1
  }
}

/// The part of a title's page the hero shows.
struct HeroStory: Equatable, Sendable {
  let synopsis: LocalizedText
  let seasons: Int
  let episodes: Int

  /// What the hero needs of a page.
  init(_ page: TitlePage) {
    synopsis = page.synopsis
    seasons = page.seasons.count
    episodes = page.seasons.reduce(0) { $0 + $1.episodes.count }
  }
}

/// The stories of the titles the hero has shown; asked for one at a time, so that pages turned quickly
/// ask for no more than the first and the last.
struct HeroStories: Equatable, Sendable {
  private var stories: [Title.ID: HeroStory] = [:]
  private var request: RequestID?
  private var title: Title.ID?
  private var missing: Set<Title.ID> = []

  /// What is known of a title.
  subscript(title: Title.ID) -> HeroStory? { stories[title] }

  /// The question to ask for a title that shows; `nil` when it is known, or another is waited for.
  func question(about title: Title.ID) -> Question? {
    guard request == nil, stories[title] == nil, !missing.contains(title) else { return nil }
    return .title(title)
  }

  /// A title's page was asked for.
  mutating func begin(_ title: Title.ID, _ request: RequestID) {
    (self.title, self.request) = (title, request)
  }

  /// Takes an answer; `false` when it was waited for elsewhere.
  mutating func take(_ answer: Outcome<Answer>, to request: RequestID) -> Bool {
    guard self.request == request, let title else { return false }
    (self.title, self.request) = (nil, nil)
    if case .success(.title(let page)) = answer {
      stories[title] = HeroStory(page)
    } else {
      missing.insert(title)
    }
    return true
  }

  /// What did not come may be asked for again.
  mutating func forgiveFailures() { missing = [] }
}
