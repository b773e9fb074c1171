import PickModel

extension MyPageModel {
  /// Columns of the list of sections.
  private static let listColumns = 26

  /// Draws the sections, and the shown one beside them where there is room for both.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    if WaitingView.draw(page, on: &canvas, context) { return }
    let isNarrow = canvas.size.columns < 60
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
    case .taste: strings[.mineTaste]
    case .devices: strings[.mineDevices]
    case .approve: strings[.mineApprove]
    case .password: strings[.minePassword]
    case .theme: strings.text(.mineTheme, ["name": context.settings.theme])
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
      case .taste: TasteView(taste: page.taste, focused: focused).draw(on: &canvas, strings)
      case .devices:
        DevicesView(devices: page.devices, focused: focused).draw(on: &canvas, strings)
      case .password: form.draw(on: &canvas, isInside: isInside && context.hasFocus, context)
      case .approve:
        approval.draw(on: &canvas, isInside: isInside && context.hasFocus, context)
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
      let text = strings.text(.emptyMyList, ["key": context.key(.myList)])
      canvas.paragraph(text, in: canvas.bounds, .muted)
      return
    }
    let lines = myList.map { card in
      ScrollList.Line(
        strings.text(card.name), trailing: strings.facts(of: card).joined(separator: " · "))
    }
    drawLines(lines, on: &canvas, context)
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
