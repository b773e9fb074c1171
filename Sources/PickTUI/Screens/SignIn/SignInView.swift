import PickModel

extension SignInModel {
  /// Draws the fields in the middle of the screen, under a clock.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let isLow = canvas.size.rows < 20
    // Below the form two rows are kept for what there may be to say about the clock.
    let form = canvas.bounds.centered(
      Size(columns: min(54, canvas.size.columns - 2), rows: isLow ? 14 : 17))
    let time = SeoulTime(context.now)
    canvas.textRight(
      "\(strings.date(time))  \(strings.clock(time))",
      at: Point(column: 0, row: 0), .muted, columns: canvas.size.columns - 1)
    let demoRow = canvas.within(form) { canvas in
      var row = 0
      if isLow {
        canvas.text(strings[.brand], at: Point(column: 0, row: row), .accent)
        row += 1
      } else {
        Wordmark.draw(on: &canvas, at: .zero, context)
        canvas.text(strings[.tagline], at: Point(column: 0, row: Wordmark.rows), .muted)
        row = Wordmark.rows + 2
      }
      drawReason(row: row, on: &canvas, context)
      row += 2
      drawField(number, .number, strings[.signInNumber], row: row, on: &canvas, context)
      row += isLow ? 1 : 2
      drawField(password, .password, strings[.signInPassword], row: row, on: &canvas, context)
      row += isLow ? 1 : 2
      drawRemember(row: row, on: &canvas, context)
      row += isLow ? 1 : 2
      drawButton(row: row, on: &canvas, context)
      row += isLow ? 1 : 2
      if offersDevice { drawDevice(row: row, on: &canvas, context) }
      drawDemo(row: row, on: &canvas, context)
      return row
    }
    if clockSeemsWrong {
      let area = Rect(
        column: form.minColumn, row: form.minRow + demoRow + (isLow ? 1 : 2),
        columns: form.size.columns, rows: 2)
      canvas.paragraph(strings[.sessionClock], in: area, Style(.notice))
    }
    drawKeys(on: &canvas, context)
  }

  private func drawReason(row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    guard let (text, style) = reasonInWords(context) else { return }
    let area = Rect(column: 0, row: row, columns: canvas.size.columns, rows: 2)
    let used = canvas.paragraph(text, in: area, style)
    guard case .failed(let error) = reason, used == 1,
      let reference = context.strings.reference(of: error)
    else { return }
    canvas.text(reference, at: Point(column: 0, row: row + 1), .muted)
  }

  private func reasonInWords(_ context: ViewContext) -> (String, Style)? {
    let strings = context.strings
    if let seconds = secondsLeft(at: context.now) {
      return (strings.text(.signInThrottled, ["seconds": String(seconds)]), .error)
    }
    switch reason {
    case .wrong: return (strings[.signInWrong], .error)
    case .tooLong: return (strings[.errorPasswordLong], .error)
    case .noNumber: return (strings[.signInNoNumber], .error)
    case .noPassword: return (strings[.signInNoPassword], .error)
    case .again: return (strings[.signInAgain], Style(.notice))
    case .demoChanged: return (strings[.signInDemoChanged], .error)
    case .expired: return (strings[.sessionEnded], Style(.notice))
    case .revoked: return (strings[.sessionRevoked], Style(.notice))
    case .signedOut: return (strings[.sessionSignedOut], .muted)
    case .failed(let error):
      return (strings.sentence(for: error, retryKey: context.key(.open)), .error)
    case nil: return nil
    }
  }

  private func drawField(
    _ field: TextField, _ name: Field, _ label: String, row: Int, on canvas: inout Canvas,
    _ context: ViewContext
  ) {
    let isFocused = focus == name && context.hasFocus
    canvas.text(label, at: Point(column: 0, row: row), isFocused ? .accent : .muted)
    let labelColumns = 16
    field.draw(
      on: &canvas,
      in: Rect(
        column: labelColumns, row: row, columns: canvas.size.columns - labelColumns, rows: 1),
      isFocused: isFocused)
  }

  private func drawRemember(row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    let isFocused = focus == .remember && context.hasFocus
    let mark = remembers ? "[x]" : "[ ]"
    canvas.text(
      " \(mark) \(context.strings[.signInRemember]) ", at: Point(column: 15, row: row),
      isFocused ? .selection : .text)
  }

  private func drawButton(row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    let isFocused = focus == .button && context.hasFocus
    let label = context.strings[waitingFor == nil ? .signInButton : .signInWaiting]
    canvas.text(
      "   \(label)   ", at: Point(column: 16, row: row),
      Style(isFocused ? .buttonFocused : .button))
  }

  /// In the row of the demo account, which no server has.
  private func drawDevice(row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    let isFocused = focus == .device && context.hasFocus
    canvas.text(
      " \(context.strings[.signInElsewhere]) ", at: Point(column: 15, row: row),
      isFocused ? .selection : .text)
  }

  /// One key instead of number and password, and what they are.
  private func drawDemo(row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    guard let demo else { return }
    let isFocused = focus == .demo && context.hasFocus
    let sign = context.showsUnicode ? "▶" : ">"
    var column = canvas.text(
      " \(sign) \(context.strings[.signInDemoStart]) ", at: Point(column: 0, row: row),
      Style(isFocused ? .buttonFocused : .button))
    column = max(16, column + 2)
    let text = context.strings.text(
      .signInDemo, ["number": demo.number, "password": demo.password])
    canvas.text(text, at: Point(column: column, row: row), .muted)
  }

  /// What Enter does where the focus is.
  private var openLabel: MessageKey {
    switch focus {
    case .number where !number.text.isEmpty && password.text.isEmpty: .hintNext
    case .number, .password, .button: .signInButton
    case .remember: .hintSwitch
    case .device: .signInElsewhere
    case .demo: .signInDemoStart
    }
  }

  private func drawKeys(on canvas: inout Canvas, _ context: ViewContext) {
    let (_, bottom) = canvas.bounds.splitBottom(1)
    var hints = [KeyHint(key: context.key(.open), label: context.strings[openLabel])]
    if !context.withheld.contains(.language),
      let language = context.keyMap.keys(for: .language).last
    {
      hints.append(KeyHint(key: language.label, label: context.strings[.actionLanguage]))
    }
    let last = KeyHint(key: context.key(.back), label: context.strings[.actionQuit])
    Footer(hints: hints, last: last).draw(on: &canvas, in: bottom)
  }
}
