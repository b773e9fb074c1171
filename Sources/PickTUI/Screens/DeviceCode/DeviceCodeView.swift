import PickModel

extension DeviceCodeModel {
  /// Columns the words beside the picture need at least.
  private static let wordColumns = 34

  /// Draws the picture and the words beside it, or the words alone where both do not fit.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let (area, bottom) = canvas.bounds.splitBottom(1)
    let picture = pictureView(in: area.size, context)
    var words = area.inset(columns: 2, rows: area.size.rows >= 16 ? 2 : 0)
    if let picture {
      let top = (area.size.rows - picture.size.rows) / 2
      let place = Rect(
        column: 2, row: top, columns: picture.size.columns, rows: picture.size.rows)
      canvas.within(place) { picture.draw(on: &$0) }
      let left = place.maxColumn + 3
      words = Rect(
        column: left, row: top, columns: canvas.size.columns - left - 1,
        rows: picture.size.rows)
    }
    canvas.within(words) { drawWords(on: &$0, hasPicture: picture != nil, context) }
    drawKeys(on: &canvas, in: bottom, context)
  }

  private func pictureView(in size: Size, _ context: ViewContext) -> QRCodeView? {
    guard state == .waiting, let picture else { return nil }
    let view = QRCodeView(code: picture, showsUnicode: context.showsUnicode)
    let fits =
      view.size.rows <= size.rows && view.size.columns + 6 + Self.wordColumns <= size.columns
    return fits ? view : nil
  }

  private func drawWords(on canvas: inout Canvas, hasPicture: Bool, _ context: ViewContext) {
    let strings = context.strings
    canvas.text(strings[.signInElsewhere], at: .zero, .heading)
    guard let code = code.value else { return drawWait(on: &canvas, context) }
    var row = canvas.size.rows < 12 ? 1 : 2
    let step = canvas.size.rows < 12 ? 0 : 1
    func paragraph(_ text: String, _ style: Style) {
      let area = Rect(column: 0, row: row, columns: canvas.size.columns, rows: 4)
      row += canvas.paragraph(text, in: area, style) + step
    }
    if let ending = ending(context) { return paragraph(ending, Style(.notice)) }
    paragraph(strings[hasPicture ? .deviceHowPicture : .deviceHow], .text)
    paragraph(code.address, Style(.reason))
    paragraph(code.userCode, Style(.accent, .bold))
    let left = strings.position(seconds: secondsLeft(at: context.now))
    paragraph(strings.text(.deviceTimeLeft, ["time": left]), .muted)
    if isUnreachable { paragraph(strings[.deviceUnreachable], .error) }
  }

  private func drawWait(on canvas: inout Canvas, _ context: ViewContext) {
    let area = Rect(column: 0, row: 2, columns: canvas.size.columns, rows: 3)
    if code.showsFailure, let failure = code.failure {
      let text = context.strings.sentence(for: failure, retryKey: context.key(.open))
      canvas.paragraph(text, in: area, .error)
    } else if code.showsSkeleton {
      canvas.paragraph(context.strings[.loading], in: area, .muted)
    }
  }

  /// Why the code is of no use any more.
  private func ending(_ context: ViewContext) -> String? {
    let key = ["key": context.key(.open)]
    return switch state {
    case .waiting: nil
    case .denied: context.strings.text(.deviceDenied, key)
    case .expired: context.strings.text(.deviceExpired, key)
    }
  }

  private func drawKeys(on canvas: inout Canvas, in area: Rect, _ context: ViewContext) {
    let new = KeyHint(key: context.key(.open), label: context.strings[.deviceNewCode])
    let back = KeyHint(key: context.key(.back), label: context.strings[.actionBack])
    Footer(hints: state == .waiting ? [] : [new], last: back).draw(on: &canvas, in: area)
  }
}

/// A square of modules on the screen: two rows of modules in a row of half blocks, or two columns
/// a module where the terminal has no half blocks.
struct QRCodeView {
  let code: QRCode
  let showsUnicode: Bool

  /// Light modules around the square; the standard asks for four, and phones read two.
  static let quiet = 2

  /// The room it takes.
  var size: Size {
    let side = code.size + 2 * Self.quiet
    return showsUnicode
      ? Size(columns: side, rows: (side + 1) / 2) : Size(columns: 2 * side, rows: side)
  }

  /// Draws from the upper left corner on.
  func draw(on canvas: inout Canvas) {
    for row in 0..<size.rows {
      if showsUnicode { drawHalfBlocks(row, on: &canvas) } else { drawModules(row, on: &canvas) }
    }
  }

  private func drawHalfBlocks(_ row: Int, on canvas: inout Canvas) {
    let characters = (0..<size.columns).map { column -> Character in
      switch (isDark(column, 2 * row), isDark(column, 2 * row + 1)) {
      case (true, true): "█"
      case (true, false): "▀"
      case (false, true): "▄"
      case (false, false): " "
      }
    }
    canvas.text(String(characters), at: Point(column: 0, row: row), Style(.code))
  }

  private func drawModules(_ row: Int, on canvas: inout Canvas) {
    for column in 0..<size.columns / 2 {
      let style = Style(isDark(column, row) ? .codeModule : .code)
      canvas.text("  ", at: Point(column: 2 * column, row: row), style)
    }
  }

  private func isDark(_ column: Int, _ row: Int) -> Bool {
    code[column - Self.quiet, row - Self.quiet]
  }
}
