import PickModel

extension FilterBar {
  /// Columns between two facts.
  private static let gap = 2

  /// Draws the facts into a row: by name while nothing is asked for, else what is, in brackets, so
  /// that it shows without colours, too.
  func draw(row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    let labels = facets.map { label(of: $0, context.strings) }
    let columns = starts(of: labels, columns: canvas.size.columns)
    for (index, facet) in facets.enumerated() {
      let isFocused = facet == focused && context.hasFocus
      let isActive = facet == .order ? filter.order != .fitting : choice(of: facet) != .any
      let style: Style = isFocused ? .selection : isActive ? .accent : .muted
      var column = columns[index]
      for character in labels[index] {
        column += canvas.put(character, at: Point(column: column, row: row), style)
      }
    }
  }

  /// Draws the small list over what stands below the row.
  func drawMenu(below row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    guard let menu, let index = facets.firstIndex(of: menu.facet) else { return }
    let strings = context.strings
    let lines = menu.choices.map { strings.label(of: $0, facets) }
    // A list of one line looks broken: it says why there is no other.
    let remark = lines.count == 1 ? strings[.filterNoOther] : ""
    let mark = DisplayWidth.of(context.checkMark)
    let widest = max((lines.map(DisplayWidth.of).max() ?? 0) + mark, DisplayWidth.of(remark))
    let columns = min(canvas.size.columns, widest + 4)
    let rows = min(canvas.size.rows - row - 1, lines.count + 2 + (remark.isEmpty ? 0 : 1))
    let labels = facets.map { label(of: $0, strings) }
    let start = starts(of: labels, columns: canvas.size.columns)[index] - 1
    let place = Rect(
      column: max(0, min(start, canvas.size.columns - columns)), row: row + 1, columns: columns,
      rows: rows)
    canvas.fill(place)
    canvas.box(place, title: "")
    let current = choice(of: menu.facet)
    let blank = String(repeating: " ", count: mark)
    let list = ScrollList(
      lines: zip(menu.choices, lines).map { choice, line in
        ScrollList.Line((choice == current ? context.checkMark : blank) + line)
      }, focused: context.hasFocus ? menu.line : nil,
      firstVisible: ScrollWindow.first(
        focus: menu.line, count: lines.count, visible: rows - 2, previous: 0))
    list.draw(on: &canvas, in: place.inset(columns: 1, rows: 1))
    canvas.text(
      remark, at: Point(column: place.minColumn + 2, row: place.minRow + 1 + lines.count), .muted,
      columns: columns - 3)
    let below = lines.count - list.firstVisible - (rows - 2)
    if below > 0 {
      canvas.text(
        " \(strings.text(.detailMoreBelow, ["count": String(below)])) ",
        at: Point(column: place.minColumn + 1, row: place.maxRow - 1), Style(.border),
        columns: columns - 2)
    }
  }

  /// What the keys do while the bar has the focus; `back` is what Back does where nothing is asked for.
  func footerKeys(back: MessageKey) -> [FooterKey] {
    if let menu {
      let choose = [FooterKey(.up, .down, .hintChoose), FooterKey(.open, .hintConfirm)]
      return (menu.choices.count > 1 ? choose : []) + [FooterKey(.back, .close)]
    }
    return [
      FooterKey(.open, .hintFilter), FooterKey(.left, .right, .hintNextFilter),
      FooterKey(.back, isAsking ? .hintClearFilters : back),
    ]
  }

  private func label(of facet: Facet, _ strings: Strings) -> String {
    let isActive = facet == .order ? filter.order != .fitting : choice(of: facet) != .any
    return isActive
      ? "[\(strings.label(of: choice(of: facet), facets))]" : strings.label(of: facet)
  }

  /// The column of each fact; on a narrow screen the focused one is in sight.
  private func starts(of labels: [String], columns: Int) -> [Int] {
    var starts: [Int] = []
    var end = 1
    for label in labels {
      starts.append(end)
      end += DisplayWidth.of(label) + Self.gap
    }
    let index = focused.flatMap { facets.firstIndex(of: $0) } ?? 0
    guard starts.indices.contains(index) else { return starts }
    let shift = max(0, starts[index] + DisplayWidth.of(labels[index]) + 1 - columns)
    return starts.map { $0 - shift }
  }
}

extension Strings {
  /// The name of a fact titles are filtered by.
  func label(of facet: FilterBar.Facet) -> String {
    switch facet {
    case .category: self[.filterCategory]
    case .genre: self[.filterGenre]
    case .years: self[.filterYears]
    case .age: self[.filterAge]
    case .unseen: self[.filterUnseen]
    case .length: self[.filterLength]
    case .order: self[.filterOrder]
    }
  }

  /// What a line of a fact's list asks for; `facets` tell a search from a category, whose own order
  /// is by genre.
  func label(of choice: FilterBar.Choice, _ facets: [FilterBar.Facet]) -> String {
    switch choice {
    case .any: self[.filterAny]
    case .category(let category): label(of: category)
    case .genre(let genre): text(genre.name)
    case .years(let years): label(of: years)
    case .age(let age):
      age == .all ? self[.filterAgeAll] : text(.filterAgeUpTo, ["age": String(age.rawValue)])
    case .unseen: self[.filterUnseenOnly]
    case .length(let length): label(of: length)
    case .order(let order):
      order == .fitting && !facets.contains(.category) ? self[.orderUsual] : label(of: order)
    }
  }

  private func label(of years: YearSpan) -> String {
    guard let first = years.first else {
      return text(.filterYearsUntil, ["year": String((years.last ?? 0).plus(1))])
    }
    return text(.filterDecade, ["year": String(first)])
  }

  private func label(of length: RunningLength) -> String {
    switch length {
    case .short: self[.lengthShort]
    case .medium: self[.lengthMedium]
    case .long: self[.lengthLong]
    case .veryLong: self[.lengthVeryLong]
    }
  }

  private func label(of order: TitleOrder) -> String {
    switch order {
    case .fitting: self[.orderFitting]
    case .new: self[.orderNew]
    case .popular: self[.orderPopular]
    case .name, .englishName: self[.orderName]
    }
  }
}
