import PickClient
import PickModel

extension ApprovalForm {
  /// Draws the field, or the device and two buttons.
  func draw(on canvas: inout Canvas, isInside: Bool, _ context: ViewContext) {
    guard let device else { return drawField(on: &canvas, isInside: isInside, context) }
    let words = ApprovalWords(context.strings)
    var row = 0
    for line in words.lines(about: device, at: context.now) {
      let area = Rect(column: 0, row: row, columns: canvas.size.columns, rows: 2)
      row += canvas.paragraph(line, in: area, .text)
    }
    let area = Rect(column: 0, row: row + 1, columns: canvas.size.columns, rows: 2)
    row += canvas.paragraph(words.question, in: area, .heading) + 2
    var column = 0
    for (key, isApprove) in [(MessageKey.approveYes, true), (.approveNo, false)] {
      let isFocused = isInside && isApprove == isApproveFocused
      let label = "  \(context.strings[isSending && isFocused ? .loading : key])  "
      column += canvas.text(
        label, at: Point(column: column, row: row),
        Style(isFocused ? .buttonFocused : .button))
      column += 2
    }
  }

  private func drawField(on canvas: inout Canvas, isInside: Bool, _ context: ViewContext) {
    let strings = context.strings
    let labelColumns = 8
    canvas.text(strings[.approveCode], at: .zero, isInside ? .accent : .muted)
    field.draw(
      on: &canvas,
      in: Rect(
        column: labelColumns, row: 0,
        columns: max(1, min(18, canvas.size.columns - labelColumns)), rows: 1),
      isFocused: isInside)
    canvas.paragraph(
      message(context), in: Rect(column: 0, row: 2, columns: canvas.size.columns, rows: 3),
      problem == nil ? .muted : .error)
  }

  private func message(_ context: ViewContext) -> String {
    if waitingFor != nil { return context.strings[.loading] }
    return switch problem {
    case nil: context.strings[.approveHint]
    case .notFound: context.strings[.approveUnknown]
    case let error?: context.strings.sentence(for: error, retryKey: context.key(.open))
    }
  }
}
