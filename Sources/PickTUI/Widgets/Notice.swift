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

  /// Rows the notice takes.
  public var rows: Int { reference == nil ? 1 : 2 }

  /// Draws into the first rows of `area`.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    let style = Style(severity == .info ? .notice : .error)
    canvas.within(area) { canvas in
      canvas.fill(Rect(column: 0, row: 0, columns: canvas.size.columns, rows: rows), style)
      canvas.text(text, at: Point(column: 1, row: 0), style)
      if let reference { canvas.text(reference, at: Point(column: 1, row: 1), .muted) }
    }
  }
}
