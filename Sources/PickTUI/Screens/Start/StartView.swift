import PickModel

extension StartModel {
  /// Draws an invitation in the middle of the screen.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let middle = canvas.size.rows / 2
    canvas.textCentered(strings[.brand], row: middle - 3, .accent)
    canvas.textCentered(strings[.tagline], row: middle - 1, .heading)
    if let failure {
      let text = strings.sentence(for: failure, retryKey: context.key(.open))
      canvas.textCentered(text, row: middle + 1, .error)
    } else {
      let key: MessageKey = waitingFor == nil ? .kioskWelcome : .signInWaiting
      canvas.textCentered(strings[key], row: middle + 1, .text)
    }
    canvas.textCentered(strings.clock(SeoulTime(context.now)), row: middle + 4, .muted)
  }
}
