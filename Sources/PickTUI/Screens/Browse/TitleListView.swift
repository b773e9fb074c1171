import PickModel
import PickSearch

extension TitleList {
  /// Draws as many titles as there are rows; those whose part is not there yet as dots.
  ///
  /// - Parameters:
  ///   - category: the one all titles are of, which no line has to say then.
  ///   - canvas: where to draw.
  ///   - context: the words and the look.
  func draw(
    of category: PickModel.Category? = nil, on canvas: inout Canvas, _ context: ViewContext
  ) {
    let end = min(count, firstVisible + canvas.size.rows)
    guard firstVisible < end else { return }
    let places = firstVisible..<end
    let drawn = DrawnList(self, places, category, context)
    DrawnList.drawings.draw(drawn, in: canvas.bounds, on: &canvas) { canvas in
      let highlight = SearchHighlight(first.value?.query ?? "")
      for place in places {
        draw(place, highlight, isFocused: false, category, on: &canvas, context)
      }
    }
    // A focused row covers what is drawn without a focus.
    if let focused, context.hasFocus, places.contains(focused) {
      draw(focused, SearchHighlight(""), isFocused: true, category, on: &canvas, context)
    }
  }

  private func draw(
    _ place: Int, _ highlight: SearchHighlight, isFocused: Bool, _ category: PickModel.Category?,
    on canvas: inout Canvas, _ context: ViewContext
  ) {
    let row = place - firstVisible
    guard let card = card(at: place) else {
      let dots = String(repeating: canvas.borders.ellipsis, count: 1)
      canvas.text(dots, at: Point(column: 4, row: row), isFocused ? .selection : .muted)
      return
    }
    TitleLine(card: card, highlight: highlight, isFocused: isFocused, known: category)
      .draw(row: row, on: &canvas, context)
  }

  /// Draws the initials from a column to the right edge, the one of the focused title marked and in
  /// sight.
  func drawInitials(from column: Int, row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    let room = canvas.size.columns - 1 - column
    guard !initials.isEmpty, room > 2 else { return }
    let ends = initials.reduce(into: [0]) { ends, initial in
      ends.append((ends.last ?? 0) + DisplayWidth.of(initial.initial) + 1)
    }
    let current = currentInitial ?? 0
    let first = (0...current).first { ends[current + 1] - ends[$0] <= room } ?? current
    for index in first..<initials.count {
      guard ends[index + 1] - ends[first] <= room + 1 else { break }
      let place = Point(column: column + ends[index] - ends[first], row: row)
      let mark: Style = focused == nil || !context.hasFocus ? .heading : .selection
      canvas.text(initials[index].initial, at: place, index == currentInitial ? mark : .muted)
    }
  }
}

/// Everything the drawing of a list without a focus follows from.
struct DrawnList: Sendable {
  /// The last drawings.
  static let drawings = Memo<DrawnList, Canvas.Block>(places: 4)

  private let places: Range<Int>
  private let query: String
  private let category: PickModel.Category?
  private let parts: [[Card]]
  private let language: Language
  private let showsUnicode: Bool
  private let isKiosk: Bool

  init(
    _ list: TitleList, _ places: Range<Int>, _ category: PickModel.Category?,
    _ context: ViewContext
  ) {
    self.places = places
    self.category = category
    query = list.first.value?.query ?? ""
    parts = list.parts(of: places)
    language = context.strings.language
    showsUnicode = context.showsUnicode
    isKiosk = context.isKiosk
  }
}

extension DrawnList: Equatable {
  /// Whether lists look the same; cards count as the same only where they are one array.
  static func == (left: DrawnList, right: DrawnList) -> Bool {
    left.places == right.places && left.category == right.category
      && left.parts.count == right.parts.count
      && zip(left.parts, right.parts).allSatisfy {
        $0.isEmpty && $1.isEmpty || $0.isSameArray(as: $1)
      }
      && left.language == right.language && left.showsUnicode == right.showsUnicode
      && left.isKiosk == right.isKiosk
      && left.query.utf8.elementsEqual(right.query.utf8)
  }
}

/// One title of a list in one row: strip, name, facts.
struct TitleLine {
  let card: Card
  let highlight: SearchHighlight
  let isFocused: Bool
  /// The category that is said elsewhere.
  let known: PickModel.Category?

  /// Draws into a row: the name first, then as many whole facts as there is room for.
  func draw(row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let strip = Style(GenreLook(genre: card.genre?.id ?? "").strip)
    canvas.fill(
      Rect(column: 1, row: row, columns: 2, rows: 1), isFocused ? Style(.stripFocused) : strip)
    let room = canvas.size.columns - 6
    if isFocused {
      canvas.fill(Rect(column: 3, row: row, columns: room + 2, rows: 1), .selection)
    }
    let name = strings.text(card.name)
    let mark = card.isHidden ? strings[.searchHidden] : ""
    // In a lobby families choose: the age stays even beside a name that fills the row.
    let age = context.isKiosk ? card.ageRating.map { DisplayWidth.of(strings.age($0)) + 2 } ?? 0 : 0
    let marked = (mark.isEmpty ? 0 : DisplayWidth.of(mark) + 2) + age
    draw(name, row: row, columns: room - marked, on: &canvas)
    let used = min(DisplayWidth.of(name), room - marked)
    if !mark.isEmpty {
      canvas.text(
        mark, at: Point(column: 4 + used + 2, row: row), isFocused ? .selection : Style(.notice))
    }
    let facts = facts(strings).text(within: room - used - marked + age - 2)
    canvas.textRight(
      facts, at: Point(column: 4, row: row), isFocused ? .selection : .muted, columns: room)
  }

  /// The name, with what was searched for in the accent colour.
  private func draw(_ name: String, row: Int, columns: Int, on canvas: inout Canvas) {
    let style: Style = isFocused ? .selection : .text
    canvas.text(name, at: Point(column: 4, row: row), style, columns: columns)
    guard !isFocused, DisplayWidth.of(name) <= columns else { return }
    let places = highlight.places(in: name)
    guard !places.isEmpty else { return }
    var column = 4
    for (place, character) in name.enumerated() {
      if places.contains(place) {
        canvas.put(character, at: Point(column: column, row: row), .accent)
      }
      column += DisplayWidth.of(character)
    }
  }

  /// The facts in their order; where there is little room the age is the last one to go.
  private func facts(_ strings: Strings) -> FactLine {
    var line = FactLine()
    line.add(known == nil ? strings.label(of: card.category) : nil, weight: 3)
    line.add(card.genre.map { strings.text($0.name) }, weight: 2)
    line.add(card.year.map(String.init), weight: 1)
    line.add(card.ageRating.map { strings.age($0) }, weight: 4)
    return line
  }
}

extension TitleList {
  /// What the keys do while a title of the list has the focus.
  ///
  /// - Parameter back: what Back does here.
  /// - Returns: the most useful first.
  func footerKeys(back: MessageKey) -> [FooterKey] {
    [FooterKey(.open), FooterKey(.back, back)]
      + (initials.isEmpty ? [] : [FooterKey(.left, .right, .hintInitials)])
      + FooterKey.usual(.play, .myList, .why, .thumbUp, .quit)
  }
}
