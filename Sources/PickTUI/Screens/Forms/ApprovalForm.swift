public import PickClient
public import PickModel

/// A code typed to let another device in, then the device it belongs to and a choice.
struct ApprovalForm: Equatable, Sendable {
  var field = TextField(maximumLength: 16)
  /// The code that was looked up; the field may have changed since.
  private(set) var code = ""
  /// The device that shows the code, once it was looked up.
  var device: PendingDevice?
  /// Whether "approve" is focused, not "refuse".
  var isApproveFocused = false
  /// Why the last try failed.
  var problem: ServiceError?
  /// The question whose answer is waited for.
  var waitingFor: RequestID?
  /// Whether the choice is on its way.
  var isSending = false

  /// A key or paste for the field; `nil` when it has no use for it.
  mutating func type(_ event: InputEvent) -> [Effect]? {
    guard device == nil else { return nil }
    problem = nil
    return field.handle(event) ? [] : nil
  }

  /// Looks the device up, or sends the choice.
  mutating func submit() -> [Effect] {
    guard waitingFor == nil, !isSending else { return [] }
    guard device != nil else {
      code = field.text.trimmed()
      return code.isEmpty ? [] : [.load(.pendingDevice(code))]
    }
    isSending = true
    return [.write(isApproveFocused ? .approveDevice(code) : .denyDevice(code))]
  }

  /// Takes what is known of the device.
  mutating func take(_ result: Result<PendingDevice, ServiceError>) {
    waitingFor = nil
    switch result {
    case .success(let device): (self.device, isApproveFocused) = (device, false)
    case .failure(let error): problem = error
    }
  }

  /// Takes the service's reply to the choice.
  mutating func finish(_ failure: ServiceError?) {
    self = ApprovalForm()
    problem = failure
  }
}

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

/// Sentences about a device that asks to be let in, for the screen and the command line.
public struct ApprovalWords: Sendable {
  private let strings: Strings

  /// The words of a language.
  public init(_ strings: Strings) { self.strings = strings }

  /// Sentences with the device's name, its place and the age of its request.
  public func lines(about device: PendingDevice, at now: Instant) -> [String] {
    let age = strings.hours(
      seconds: max(60, Int(saturating: now.seconds(since: device.requestedAt))))
    return [
      strings.text(.approveName, ["name": CellText.line(device.name)]),
      strings.text(.approvePlace, ["place": CellText.line(device.place)]),
      strings.text(.approveAge, ["age": age]),
    ]
  }

  /// The question.
  public var question: String { strings[.approveQuestion] }
  /// The device is in.
  public var approved: String { strings[.noticeDeviceApproved] }
  /// The device was sent away.
  public var denied: String { strings[.noticeDeviceDenied] }

  /// Why it could not be done.
  public func sentence(for error: ServiceError) -> String {
    error == .notFound
      ? strings[.approveUnknown] : strings.sentence(for: error, retryKey: "Enter")
  }
}
