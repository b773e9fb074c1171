/// A message over the lowest lines of a page.
public struct Notice: Hashable, Sendable {
  /// What happened, and what to do.
  public let text: String
  /// What finds it in the log; shown muted on a second line.
  public let reference: String?
  /// How serious it is.
  public let severity: UserMessage.Severity

  /// A message in words.
  public init(text: String, reference: String? = nil, severity: UserMessage.Severity = .info) {
    self.text = text
    self.reference = reference
    self.severity = severity
  }

  /// A message in the words of a language.
  public init(_ message: UserMessage, _ strings: Strings) {
    self.init(
      text: strings.text(message),
      reference: message.reference.map { strings.text(.errorReference, ["reference": $0]) },
      severity: message.severity)
  }

  /// Rows the notice takes on a screen of `columns`.
  public func rows(columns: Int) -> Int { lines(columns).count + (reference == nil ? 0 : 1) }

  private func lines(_ columns: Int) -> [String] {
    TextLayout.wrapped(text, columns: columns - 2, maximumLines: 3)
  }

  /// Draws into the first rows of `area`.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    let style = Style(severity == .info ? .notice : .error)
    canvas.within(area) { canvas in
      let columns = canvas.size.columns
      let lines = lines(columns)
      canvas.fill(
        Rect(column: 0, row: 0, columns: columns, rows: rows(columns: columns)), style)
      for (row, line) in lines.enumerated() {
        canvas.text(line, at: Point(column: 1, row: row), style)
      }
      if let reference { canvas.text(reference, at: Point(column: 1, row: lines.count), .muted) }
    }
  }
}
