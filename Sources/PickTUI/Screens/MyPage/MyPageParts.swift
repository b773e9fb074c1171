import PickModel

/// Genres by watched hours, as bars.
struct TasteView {
  let taste: [MyPage.Taste]
  /// The focused genre, by number; `nil` while the focus is elsewhere.
  let focused: Int?

  /// Draws one genre a row, the most watched first, scrolled so that the focused one shows.
  func draw(on canvas: inout Canvas, _ strings: Strings) {
    guard !taste.isEmpty else {
      canvas.paragraph(strings[.mineTasteEmpty], in: canvas.bounds, .muted)
      return
    }
    let nameColumns = min(20, canvas.size.columns / 3)
    let barColumns = max(1, canvas.size.columns - nameColumns - 18)
    let most = taste.first?.share ?? 1
    let first = ScrollWindow.first(
      focus: focused ?? 0, count: taste.count, visible: canvas.size.rows, previous: 0)
    for (row, index) in taste.indices.dropFirst(first).prefix(canvas.size.rows).enumerated() {
      let genre = taste[index]
      canvas.text(
        strings.text(genre.genre.name), at: Point(column: 0, row: row),
        index == focused ? .selection : .text, columns: nameColumns - 1)
      let bar = Rect(column: nameColumns, row: row, columns: barColumns, rows: 1)
      ProgressBar(ratio: most > 0 ? genre.share / most : 0).draw(on: &canvas, in: bar)
      canvas.textRight(
        strings.hours(seconds: genre.watchedSeconds),
        at: Point(column: bar.maxColumn + 1, row: row), .muted, columns: 16)
    }
  }
}

/// Where the viewer is signed in.
struct DevicesView {
  let devices: [MyPage.Device]
  /// The focused device, by number; `nil` while the focus is elsewhere.
  let focused: Int?

  /// Draws two rows a device, scrolled so that the focused one shows.
  func draw(on canvas: inout Canvas, _ strings: Strings) {
    let first = ScrollWindow.first(
      focus: focused ?? 0, count: devices.count, visible: canvas.size.rows / 2, previous: 0)
    for (index, device) in devices.enumerated().dropFirst(first) {
      let row = (index - first) * 2
      let style: Style = index == focused ? .selection : device.isCurrent ? .accent : .text
      let here = device.isCurrent ? " · " + strings[.mineDeviceHere] : ""
      canvas.text(device.name + here, at: Point(column: 0, row: row), style)
      let seen = SeoulTime(device.lastSeenAt)
      let text = strings.text(
        .mineDeviceSeen, ["date": strings.date(seen), "time": strings.clock(seen)])
      canvas.text(text, at: Point(column: 0, row: row + 1), .muted)
    }
  }
}

/// How much is stored about the viewer.
struct StoredView {
  let stored: MyPage.StoredData
  /// The focused fact, by number; `nil` while the focus is elsewhere.
  let focused: Int?
  /// Kinds of facts, and the sentence below them.
  static let lineCount = 6

  /// Draws one kind of fact a row; the focus on the sentence brings all of it into sight.
  func draw(on canvas: inout Canvas, _ strings: Strings) {
    let facts: [(MessageKey, Int)] = [
      (.mineStoredEvents, stored.watchEvents), (.mineStoredViews, stored.detailViews),
      (.mineStoredImpressions, stored.impressions), (.mineStoredChoices, stored.choices),
      (.mineStoredSessions, stored.sessions),
    ]
    let sentence = TextLayout.wrapped(strings[.mineStoredHonest], columns: canvas.size.columns)
    let rows = facts.count + 1 + sentence.count
    let isAtEnd = focused.map { $0 >= facts.count } ?? false
    let first = isAtEnd ? max(0, rows - canvas.size.rows) : 0
    for (row, fact) in facts.enumerated() {
      canvas.text(
        strings.text(fact.0, ["count": String(fact.1)]), at: Point(column: 0, row: row - first),
        row == focused ? .selection : .text)
    }
    for (row, line) in sentence.enumerated() {
      canvas.text(
        line, at: Point(column: 0, row: facts.count + 1 + row - first),
        isAtEnd ? .selection : .muted)
    }
  }
}

extension PasswordForm {
  /// Draws three fields, a button and what was wrong.
  func draw(on canvas: inout Canvas, isInside: Bool, _ context: ViewContext) {
    let strings = context.strings
    let rows: [(TextField, Field, MessageKey)] = [
      (old, .old, .passwordOld), (new, .new, .passwordNew), (again, .again, .passwordAgain),
    ]
    let labelColumns = 20
    for (row, (field, name, label)) in rows.enumerated() {
      let isFocused = isInside && self.field == name
      canvas.text(strings[label], at: Point(column: 0, row: row), isFocused ? .accent : .muted)
      let columns = max(1, min(30, canvas.size.columns - labelColumns))
      field.draw(
        on: &canvas, in: Rect(column: labelColumns, row: row, columns: columns, rows: 1),
        isFocused: isFocused)
    }
    let isFocused = isInside && self.field == .save
    canvas.text(
      "  \(strings[isWaiting ? .loading : .passwordSave])  ", at: Point(column: 0, row: 4),
      Style(isFocused ? .buttonFocused : .button))
    canvas.paragraph(
      message(context), in: Rect(column: 0, row: 6, columns: canvas.size.columns, rows: 2),
      problem == nil ? .muted : .error)
  }

  private func message(_ context: ViewContext) -> String {
    switch problem {
    case .tooShort: context.strings[.errorPasswordShort]
    case .tooLong: context.strings[.errorPasswordLong]
    case .different: context.strings[.passwordDifferent]
    case .failed(let error):
      context.strings.sentence(for: error, retryKey: context.key(.open))
    case nil: context.strings[.passwordHint]
    }
  }
}
