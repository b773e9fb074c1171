import PickModel

/// What a viewer can give up where a filter leaves nothing: each answer that hides something, and all of
/// them, below each other.
struct WaysOut: Equatable, Sendable {
  /// One line.
  enum Way: Equatable, Sendable {
    /// Without an answer so many titles are found.
    case giveUp(FilterBar.Facet, count: Int)
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

  /// The focused way.
  func way(among ways: [Way]) -> Way? {
    focused.flatMap { ways.indices.contains($0) ? ways[$0] : nil }
  }
}

extension FilterBar {
  /// The ways out of a list without titles, the one that brings most first; none where the list has
  /// titles, or where no answer of the filter is why it has none.
  func waysOut(of found: SearchResults?) -> [WaysOut.Way] {
    guard let found, found.totalCount == 0, !active.isEmpty else { return [] }
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
    }
  }

  /// Says what there is to give up, and draws the ways.
  func draw(_ ways: [WaysOut.Way], focused: Int?, on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let helpsAlone = ways.contains { $0 != .clearAll }
    let sentence = strings[helpsAlone ? .filterAdvice : .filterAdviceAll]
    let used = canvas.paragraph(
      sentence, in: canvas.bounds.inset(columns: 1, rows: 0), .muted)
    let (_, rest) = canvas.bounds.splitTop(used + 1)
    ScrollList(
      lines: ways.map { ScrollList.Line(label(of: $0, strings)) },
      focused: context.hasFocus ? focused : nil
    ).draw(on: &canvas, in: rest)
  }

  private func label(of way: WaysOut.Way, _ strings: Strings) -> String {
    switch way {
    case .giveUp(let facet, let count):
      let name = strings.label(of: choice(of: facet), facets)
      return strings.text(
        .filterGiveUp, ["filter": strings.quoted(name), "count": String(count)])
    case .clearAll: return strings[.filterClear]
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
