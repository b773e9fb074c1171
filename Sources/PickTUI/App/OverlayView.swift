import PickModel

extension Overlay {
  /// Draws over the page.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    switch self {
    case .help(let firstLine): HelpView(firstLine: firstLine).draw(on: &canvas, context)
    case .quit(let isQuitFocused):
      Dialog(
        question: strings[.quitQuestion], buttons: [strings[.quit], strings[.stay]],
        focused: isQuitFocused ? 0 : 1
      ).draw(on: &canvas, in: canvas.bounds)
    case .signOut(let everywhere, let isSignOutFocused):
      Dialog(
        question: strings[everywhere ? .signOutEverywhereQuestion : .signOutQuestion],
        buttons: [strings[.signOut], strings[.stay]], focused: isSignOutFocused ? 0 : 1
      ).draw(on: &canvas, in: canvas.bounds)
    case .forget(let title, let isForgetFocused):
      Dialog(
        question: strings.text(
          .forgetQuestion, ["title": strings.quoted(strings.text(title.name))]),
        details: [strings[.forgetDetail]], buttons: [strings[.forgetConfirm], strings[.no]],
        focused: isForgetFocused ? 0 : 1
      ).draw(on: &canvas, in: canvas.bounds)
    case .why(let model): WhyView(model: model).draw(on: &canvas, context)
    case .about(let about): about.draw(on: &canvas, context)
    case .pin(let pin): pin.draw(on: &canvas, context)
    }
  }
}

/// Why a title stands where it stands: first in words, and the figures a key further.
struct WhyView {
  let model: WhyModel

  /// Draws a box in the middle.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let lines = lines(context)
    let widest = lines.map { DisplayWidth.of($0.text) + $0.figure.count + 3 }.max() ?? 0
    let columns = min(canvas.size.columns - 2, max(widest, 36) + 4)
    let rows = min(canvas.size.rows, lines.count + 2)
    let place = canvas.bounds.centered(Size(columns: columns, rows: rows))
    canvas.fill(place)
    canvas.box(place, title: context.strings[.whyHeading])
    canvas.within(place.inset(columns: 2, rows: 1)) { canvas in
      for (row, line) in lines.enumerated() {
        let room = canvas.size.columns - line.figure.count - (line.figure.isEmpty ? 0 : 2)
        canvas.text(line.text, at: Point(column: 0, row: row), line.style, columns: room)
        canvas.textRight(line.figure, at: Point(column: 0, row: row), .muted)
      }
    }
  }

  private struct Line {
    var text: String
    var figure = ""
    var style = Style.text
  }

  private func lines(_ context: ViewContext) -> [Line] {
    let strings = context.strings
    var lines =
      model.reason.map { [Line(text: strings.sentence(for: $0), style: Style(.reason))] } ?? []
    if let explanation = model.explanation.value {
      lines += model.showsFigures ? figures(explanation, strings) : words(explanation, strings)
    } else if let failure = model.explanation.failure {
      lines.append(
        Line(text: strings.sentence(for: failure, retryKey: context.retryKey(.why)), style: .error))
    } else {
      lines.append(Line(text: strings[.loading], style: .muted))
    }
    lines.append(Line(text: ""))
    let more = model.offersFigures ? "\(context.key(.open)) \(strings[.whyFigures]) · " : ""
    lines.append(
      Line(text: "\(more)\(context.key(.back)) \(strings[.close])", style: .muted))
    return lines
  }

  /// What speaks for the title, the most telling first, without figures.
  private func words(_ explanation: Explanation, _ strings: Strings) -> [Line] {
    var lines = [Line(text: strings.text(explanation.title.name), style: .heading)]
    if let excluded = explanation.excluded {
      lines.append(Line(text: strings.sentence(for: excluded), style: Style(.notice)))
    }
    guard explanation.hasFigures else {
      return lines + [Line(text: strings[.whyNothing], style: .muted)]
    }
    return lines
      + explanation.parts.filter { $0.contribution > 0 }.prefix(Self.namedParts)
      .map { Line(text: strings.label(of: $0.source)) }
  }

  private static let namedParts = 3

  private func figures(_ explanation: Explanation, _ strings: Strings) -> [Line] {
    let name = strings.text(explanation.title.name)
    var lines = [Line(text: name, style: .heading)]
    if let excluded = explanation.excluded {
      lines.append(Line(text: strings.sentence(for: excluded), style: Style(.notice)))
    }
    guard explanation.hasFigures else {
      return lines + [Line(text: strings[.whyNothing], style: .muted)]
    }
    let score = Self.figure(explanation.score)
    lines.append(
      Line(
        text: explanation.rank.map {
          strings.text(.whyRank, ["score": score, "rank": String($0)])
        } ?? strings.text(.whyScore, ["score": score]), style: .muted))
    lines.append(Line(text: ""))
    for part in explanation.parts.prefix(8) {
      lines.append(
        Line(text: strings.label(of: part.source), figure: Self.figure(part.contribution)))
    }
    let rest = explanation.rest + explanation.parts.dropFirst(8).reduce(0) { $0 + $1.contribution }
    if rest != 0 {
      lines.append(Line(text: strings[.whyRest], figure: Self.figure(rest), style: .muted))
    }
    return lines
  }

  /// Three decimals with a sign where it is negative; without Foundation.
  static func figure(_ number: Double) -> String {
    let thousandths = Int(saturating: (number.magnitude * 1000).rounded())
    let decimals = String(thousandths % 1000)
    let padded = String(repeating: "0", count: 3 - decimals.count) + decimals
    return "\(number < 0 && thousandths > 0 ? "-" : "")\(thousandths / 1000).\(padded)"
  }
}

extension PinModel {
  /// Draws what the box is for, the field, what was wrong, and the digits.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let place = canvas.bounds.centered(Size(columns: 36, rows: pad.rows.count + 5))
    canvas.fill(place)
    canvas.box(place, title: strings[.kioskPin])
    canvas.within(place.inset(columns: 2, rows: 1)) { canvas in
      let columns = canvas.size.columns
      let hint = strings.text(.kioskPinHint, ["back": context.key(.back)])
      canvas.text(hint, at: .zero, .muted, columns: columns)
      field.draw(
        on: &canvas, in: Rect(column: 0, row: 1, columns: columns, rows: 1), isFocused: true)
      if secondsLeft > 0 {
        let wait = strings.text(.kioskPinWait, ["seconds": String(secondsLeft)])
        canvas.text(wait, at: Point(column: 0, row: 2), .error, columns: columns)
      } else if isWrong {
        canvas.text(
          strings[.kioskPinWrong], at: Point(column: 0, row: 2), .error, columns: columns)
      }
      let keys = Rect(column: 4, row: 3, columns: columns - 4, rows: pad.rows.count)
      pad.draw(on: &canvas, in: keys, isFocused: true, strings)
    }
  }
}

/// How the list of keys shares a screen; pure arithmetic that update and view agree on.
struct HelpLayout {
  let screen: Size
  let lineCount: Int

  /// Two columns where there is room.
  var columnCount: Int { screen.columns >= 76 ? 2 : 1 }
  /// Lines of the list.
  var lines: Int { (lineCount + columnCount - 1) / columnCount }
  /// The box, its border included.
  var box: Size {
    Size(
      columns: columnCount == 2 ? 76 : min(screen.columns, 40), rows: min(screen.rows, lines + 2))
  }
  /// The first line when the last one shows.
  var lastFirstLine: Int { max(0, lines - max(0, box.rows - 2)) }
}

/// All keys, from the key map, by what they are for.
private struct HelpView {
  let firstLine: Int

  /// Draws a box with as many lines as fit; its lower edge says how to see more and how to leave.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let help = KeyHelp(context.keyMap, context.strings, without: context.withheld).lines
    let layout = HelpLayout(screen: canvas.size, lineCount: help.count)
    let place = canvas.bounds.centered(layout.box)
    canvas.fill(place)
    canvas.box(place, title: context.strings[.keysHeading])
    canvas.within(place.inset(columns: 2, rows: 1)) { canvas in
      let first = min(firstLine, layout.lastFirstLine)
      for column in 0..<layout.columnCount {
        let start = column * layout.lines + first
        let end = min(help.count, (column + 1) * layout.lines, start + canvas.size.rows)
        guard start < end else { continue }
        for (row, index) in (start..<end).enumerated() {
          draw(help[index], at: Point(column: column * 37, row: row), on: &canvas)
        }
      }
    }
    canvas.hint(at: place, scrolls: layout.lastFirstLine > 0, context)
  }

  private func draw(_ line: KeyHelp.Line, at point: Point, on canvas: inout Canvas) {
    switch line {
    case .heading(let text): canvas.text(text, at: point, .heading)
    case .hint(let hint):
      canvas.text(hint.key, at: point, Style(.footerKey), columns: KeyHelp.keyColumns)
      canvas.text(
        hint.label, at: Point(column: point.column + KeyHelp.keyColumns + 1, row: point.row), .text,
        columns: KeyHelp.labelColumns)
    }
  }
}

/// A question over a page, with buttons.
public struct Dialog: Hashable, Sendable {
  /// The question.
  public let question: String
  /// Further lines below it.
  public let details: [String]
  /// The answers; with none it is a message.
  public let buttons: [String]
  /// The button Enter presses.
  public let focused: Int

  /// A question.
  public init(question: String, details: [String] = [], buttons: [String], focused: Int) {
    self.question = question
    self.details = details
    self.buttons = buttons
    self.focused = focused
  }

  private var buttonColumns: Int {
    buttons.reduce(0) { $0 + DisplayWidth.of($1) + 4 } + 2 * max(0, buttons.count - 1)
  }

  /// Draws in the middle of `area`, over what is there.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    let widest = ([question] + details).map { DisplayWidth.of($0) }.max() ?? 0
    let columns = min(max(widest, buttonColumns) + 6, area.size.columns)
    let lines = ([question] + details).flatMap { TextLayout.wrapped($0, columns: columns - 6) }
    let rows = lines.count + (buttons.isEmpty ? 2 : 4)
    let place = area.centered(Size(columns: columns, rows: rows))
    canvas.fill(place, .text)
    canvas.box(place)
    canvas.within(place.inset(columns: 3, rows: 1)) { canvas in
      for (row, line) in lines.enumerated() {
        canvas.textCentered(line, row: row, row == 0 ? .heading : .text)
      }
      drawButtons(on: &canvas, row: canvas.size.rows - 1)
    }
  }

  private func drawButtons(on canvas: inout Canvas, row: Int) {
    var column = max(0, (canvas.size.columns - buttonColumns) / 2)
    for (index, label) in buttons.enumerated() {
      let style = Style(index == focused ? .buttonFocused : .button)
      column += canvas.text("  \(label)  ", at: Point(column: column, row: row), style) + 2
    }
  }
}
