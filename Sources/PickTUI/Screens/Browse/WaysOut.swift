import PickModel
import PickSearch

/// What leads on from a list without titles, below each other: titles whose names are near the words;
/// else each answer of the filter that hides something, and all of them.
struct WaysOut: Equatable, Sendable {
  /// One line.
  enum Way: Equatable, Sendable {
    /// Without an answer so many titles are found.
    case giveUp(FilterBar.Facet, count: Int)
    /// A title that may be meant.
    case title(Card)
    /// Without any answer.
    case clearAll
  }

  /// The focused line; `nil` while the focus is elsewhere.
  private(set) var focused: Int?

  /// Puts the focus on the first line.
  mutating func focus() { focused = 0 }

  /// Takes the focus off.
  mutating func leave() { focused = nil }

  /// Moves the focus; `false` upwards from the first line, and for other actions.
  mutating func move(_ action: Action, among ways: [Way]) -> Bool {
    guard let focused, !ways.isEmpty else { return false }
    switch action {
    case .up where focused == 0: return false
    case .up: self.focused = focused - 1
    case .down: self.focused = min(ways.count - 1, focused + 1)
    case .firstShelf, .rowStart, .pageUp: self.focused = 0
    case .lastShelf, .rowEnd, .pageDown: self.focused = ways.count - 1
    default: return false
    }
    return true
  }

  /// Keeps the focus on a way there is.
  mutating func settle(among ways: [Way]) {
    focused = ways.isEmpty ? nil : focused.map { min($0, ways.count - 1) }
  }

  /// The focused way.
  func way(among ways: [Way]) -> Way? {
    focused.flatMap { ways.indices.contains($0) ? ways[$0] : nil }
  }
}

extension FilterBar {
  /// The ways out of a list without titles, the one that brings most first; none where the list has
  /// titles, or where neither a slip nor an answer of the filter is why it has none.
  func waysOut(of found: SearchResults?) -> [WaysOut.Way] {
    guard let found, found.totalCount == 0 else { return [] }
    guard found.near.isEmpty else { return found.near.map { .title($0) } }
    guard !active.isEmpty else { return [] }
    let single = found.removals.compactMap { removal -> WaysOut.Way? in
      let facet = Facet(removal.facet)
      return active.contains(facet) ? .giveUp(facet, count: removal.count) : nil
    }
    return active.count == 1 && !single.isEmpty ? single : single + [.clearAll]
  }

  /// Takes a way out.
  mutating func take(_ way: WaysOut.Way) {
    switch way {
    case .giveUp(let facet, _): giveUp(facet)
    case .clearAll: clearAll()
    // A title is opened, not asked for.
    case .title: break
    }
  }

  /// Says what the ways are, and draws them; where there are few rows, without a blank one between.
  func draw(_ ways: [WaysOut.Way], focused: Int?, on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let sentence =
      switch ways.first {
      case .title: strings[.searchNear]
      case .giveUp: strings[.filterAdvice]
      case .clearAll, nil: strings[.filterAdviceAll]
      }
    let used = canvas.paragraph(
      sentence, in: canvas.bounds.inset(columns: 1, rows: 0), .muted)
    let fits = used + 1 + ways.count <= canvas.size.rows
    let (_, rest) = canvas.bounds.splitTop(fits ? used + 1 : used)
    let first = ScrollWindow.first(
      focus: focused ?? 0, count: ways.count, visible: rest.size.rows, previous: 0)
    canvas.within(rest) { canvas in
      for (row, index) in ways.indices.dropFirst(first).prefix(canvas.size.rows).enumerated() {
        let isFocused = index == focused && context.hasFocus
        draw(ways[index], row: row, isFocused: isFocused, on: &canvas, context)
      }
    }
  }

  private func draw(
    _ way: WaysOut.Way, row: Int, isFocused: Bool, on canvas: inout Canvas, _ context: ViewContext
  ) {
    guard case .title(let card) = way else {
      let line = ScrollList.Line(label(of: way, context.strings))
      let area = Rect(column: 0, row: row, columns: canvas.size.columns, rows: 1)
      return ScrollList(lines: [line], focused: isFocused ? 0 : nil).draw(on: &canvas, in: area)
    }
    TitleLine(card: card, highlight: SearchHighlight(""), isFocused: isFocused, known: nil)
      .draw(row: row, on: &canvas, context)
  }

  private func label(of way: WaysOut.Way, _ strings: Strings) -> String {
    switch way {
    case .giveUp(let facet, let count):
      let name = strings.label(of: choice(of: facet), facets)
      return strings.text(
        .filterGiveUp, ["filter": strings.quoted(name), "count": String(count)])
    case .clearAll: return strings[.filterClear]
    case .title(let card): return strings.text(card.name)
    }
  }
}

extension FilterBar.Facet {
  /// The fact a question of a filter is about.
  fileprivate init(_ facet: FilterFacet) {
    switch facet {
    case .category: self = .category
    case .genre: self = .genre
    case .years: self = .years
    case .age: self = .age
    case .unseen: self = .unseen
    case .length: self = .length
    }
  }
}
