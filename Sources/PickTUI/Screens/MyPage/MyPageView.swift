import PickModel

extension MyPageModel {
  /// Columns of the list of sections.
  private static let listColumns = 26

  /// Draws the sections, and the shown one beside them where there is room for both.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    if WaitingView.draw(page, on: &canvas, context) { return }
    let isNarrow = Self.isNarrow(canvas.size.columns)
    let list = Rect(
      column: 0, row: 0, columns: isNarrow ? canvas.size.columns : Self.listColumns,
      rows: canvas.size.rows)
    let pane = Rect(
      column: Self.listColumns + 2, row: 0,
      columns: canvas.size.columns - Self.listColumns - 3, rows: canvas.size.rows)
    if !isNarrow || !isInside { canvas.within(list) { drawSections(on: &$0, context) } }
    if !isNarrow {
      canvas.within(pane) { drawSection(on: &$0, context) }
    } else if isInside {
      canvas.within(canvas.bounds.inset(columns: 1, rows: 0)) { drawSection(on: &$0, context) }
    }
  }

  private func drawSections(on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let number = page.value?.number ?? ""
    canvas.text(
      strings.text(.mineNumber, ["number": number]), at: Point(column: 1, row: 0), .muted)
    let sections = Self.sections(
      isKiosk: context.isKiosk, isRemote: context.isRemote)
    let index = sections.firstIndex(of: section) ?? 0
    let rows = canvas.size.rows - 2
    let list = ScrollList(
      lines: sections.map { candidate in
        ScrollList.Line(
          label(of: candidate, context), style: candidate == section ? .accent : .text)
      }, focused: context.hasFocus && !isInside ? index : nil,
      firstVisible: ScrollWindow.first(
        focus: index, count: sections.count, visible: rows, previous: 0))
    list.draw(on: &canvas, in: Rect(column: 0, row: 2, columns: canvas.size.columns, rows: rows))
  }

  private func label(of section: Section, _ context: ViewContext) -> String {
    let strings = context.strings
    return switch section {
    case .history: strings[.mineHistory]
    case .myList: strings[.mineList]
    case .hidden: strings[.mineHidden]
    case .taste: strings[.mineTaste]
    case .devices: strings[.mineDevices]
    case .approve: strings[.mineApprove]
    case .password: strings[.minePassword]
    case .home: strings[.mineHome]
    case .theme: strings.text(.mineTheme, ["name": strings.themeName(context.settings.theme)])
    case .language: strings[.mineLanguage]
    case .stored: strings[.mineStored]
    case .signOut: strings[.signOut]
    case .signOutEverywhere: strings[.mineSignOutEverywhere]
    case .quit: strings[.quit]
    }
  }

  private func drawSection(on canvas: inout Canvas, _ context: ViewContext) {
    guard let page = page.value else { return }
    let strings = context.strings
    let focused = isInside && context.hasFocus ? line : nil
    let heading: Style = focused == nil ? .heading : .accent
    canvas.text(label(of: section, context), at: .zero, heading)
    let (_, rest) = canvas.bounds.splitTop(2)
    canvas.within(rest) { canvas in
      switch section {
      case .history: drawHistory(page, on: &canvas, context)
      case .myList: drawMyList(on: &canvas, context)
      case .hidden: drawHidden(page, on: &canvas, context)
      case .taste: TasteView(taste: page.taste, focused: focused).draw(on: &canvas, strings)
      case .devices:
        DevicesView(devices: page.devices, focused: focused).draw(on: &canvas, strings)
      case .password: form.draw(on: &canvas, isInside: isInside && context.hasFocus, context)
      case .approve:
        approval.draw(on: &canvas, isInside: isInside && context.hasFocus, context)
      case .home: home.draw(page.home, focused: focused, on: &canvas, context)
      case .stored:
        StoredView(stored: page.stored, focused: focused).draw(on: &canvas, strings)
      case .theme: canvas.paragraph(strings[.mineThemeHint], in: canvas.bounds, .muted)
      case .language: canvas.paragraph(strings[.mineLanguageHint], in: canvas.bounds, .muted)
      case .signOut: canvas.paragraph(strings[.mineSignOutHint], in: canvas.bounds, .muted)
      case .signOutEverywhere:
        canvas.paragraph(strings[.mineSignOutEverywhereHint], in: canvas.bounds, .muted)
      case .quit: canvas.paragraph(strings[.mineQuitHint], in: canvas.bounds, .muted)
      }
    }
  }

  private func drawHistory(_ page: MyPage, on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    guard !page.history.isEmpty else {
      canvas.paragraph(strings[.emptyHistory], in: canvas.bounds, .muted)
      return
    }
    let lines = page.history.map { entry in
      let episode = entry.episode.map { "  " + strings.name($0) } ?? ""
      let date = strings.date(SeoulTime(entry.progress.lastWatchedAt))
      let share = entry.progress.ratio.map { "\(max(1, Int(saturating: $0 * 100)))%  " } ?? ""
      return ScrollList.Line(
        strings.text(entry.title.name) + episode,
        trailing: (entry.progress.isFinished ? strings[.watched] + "  " : share) + date)
    }
    drawLines(lines, on: &canvas, context)
  }

  private func drawMyList(on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    guard !myList.isEmpty else {
      let key = context.key(.myList)
      let text =
        key.isEmpty ? strings[.emptyMyListButton] : strings.text(.emptyMyList, ["key": key])
      canvas.paragraph(text, in: canvas.bounds, .muted)
      return
    }
    let lines = myList.map { card in
      ScrollList.Line(
        strings.text(card.name), trailing: strings.facts(of: card).joined(separator: " · "))
    }
    drawLines(lines, on: &canvas, context)
  }

  private func drawHidden(_ page: MyPage, on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    guard !page.hidden.isEmpty else {
      canvas.paragraph(strings[.emptyHidden], in: canvas.bounds, .muted)
      return
    }
    let lines = page.hidden.map { card in
      ScrollList.Line(
        strings.text(card.name), trailing: strings.facts(of: card).joined(separator: " · "))
    }
    let key = context.key(.hide)
    if !key.isEmpty {
      canvas.paragraph(strings.text(.mineHiddenHint, ["key": key]), in: canvas.bounds, .muted)
    }
    let (_, rest) = canvas.bounds.splitTop(key.isEmpty ? 0 : 2)
    canvas.within(rest) { drawLines(lines, on: &$0, context) }
  }

  private func drawLines(
    _ lines: [ScrollList.Line], on canvas: inout Canvas, _ context: ViewContext
  ) {
    let rows = canvas.size.rows
    ScrollList(
      lines: lines, focused: isInside && context.hasFocus ? line : nil,
      firstVisible: ScrollWindow.first(
        focus: line, count: lines.count, visible: rows, previous: max(0, line - rows / 2))
    ).draw(on: &canvas, in: canvas.bounds.moved(columns: -1, rows: 0))
  }
}

/// Genres by watched hours, as bars.
private struct TasteView {
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
      let amount =
        genre.watchedSeconds > 0
        ? strings.hours(seconds: genre.watchedSeconds) : "\(Int((genre.share * 100).rounded())) %"
      canvas.textRight(
        amount,
        at: Point(column: bar.maxColumn + 1, row: row), .muted, columns: 16)
    }
  }
}

/// Where the viewer is signed in.
private struct DevicesView {
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
