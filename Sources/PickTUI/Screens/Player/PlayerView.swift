import PickModel

extension PlayerModel {
  /// Draws what plays, where it stands, and the keys of the player.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    if WaitingView.draw(page, on: &canvas, context) { return drawKeys(on: &canvas, context) }
    guard let page = page.value, let playback else { return }
    let strings = context.strings
    let middle = canvas.size.rows / 2
    canvas.textCentered(strings.text(page.title.name), row: middle - 4, Style(.heading, .bold))
    if page.title.kind == .series || page.others.count > 1 {
      canvas.textCentered(strings.name(of: playback.part), row: middle - 3, .text)
    }
    canvas.textCentered(state(playback, strings), row: middle - 1, .accent)
    drawBar(playback, row: middle + 1, on: &canvas, strings)
    drawOffer(playback, row: middle + 4, on: &canvas, context)
    if canvas.size.rows > 18 {
      canvas.textCentered(strings[.playerSimulated], row: canvas.size.rows - 3, .muted)
    }
    drawKeys(on: &canvas, context)
  }

  private func state(_ playback: Running, _ strings: Strings) -> String {
    if playback.isEnded { return strings[.playerEnded] }
    let state = strings[playback.isPaused ? .playerPaused : .playerPlaying]
    guard playback.speed > 1 else { return state }
    return state + " · " + strings.text(.playerSpeed, ["speed": String(playback.speed)])
  }

  private func drawBar(
    _ playback: Running, row: Int, on canvas: inout Canvas, _ strings: Strings
  ) {
    let position = strings.position(seconds: playback.position / 1000)
    guard let length = playback.length else {
      canvas.textCentered(position, row: row, .text)
      canvas.textCentered(strings[.lengthUnknown], row: row + 1, .muted)
      return
    }
    let columns = max(1, min(70, canvas.size.columns - 8))
    let bar = Rect(
      column: (canvas.size.columns - columns) / 2, row: row, columns: columns, rows: 1)
    ProgressBar(ratio: Double(playback.position) / Double(length)).draw(on: &canvas, in: bar)
    canvas.text(position, at: Point(column: bar.minColumn, row: row + 1), .text)
    canvas.textRight(
      strings.position(seconds: length / 1000), at: Point(column: bar.minColumn, row: row + 1),
      .muted, columns: columns)
  }

  private func drawOffer(
    _ playback: Running, row: Int, on canvas: inout Canvas, _ context: ViewContext
  ) {
    let strings = context.strings
    guard playback.isEnded else { return }
    guard let following else {
      let hint = strings.text(.playerLeaveHint, ["key": context.key(.open)])
      canvas.textCentered(hint, row: row, .muted)
      return
    }
    let name = strings.name(of: following)
    canvas.textCentered(strings.text(.playerNext, ["name": name]), row: row, .heading)
    let hint = strings.text(.playerNextHint, ["key": context.key(.open)])
    canvas.textCentered(hint, row: row + 1, .muted)
  }

  private func drawKeys(on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let keys: [(Action, Action?, MessageKey)] = [
      (.play, nil, .playerHintPause), (.left, .right, .playerHintSeek),
      (.up, .down, .playerHintSpeed),
    ]
    let last = KeyHint(key: context.key(.back), label: strings[.playerHintStop])
    let hints = keys.map { first, second, label in
      let both = [first, second].compactMap { $0 }.map { context.key($0) }
      return KeyHint(key: both.joined(separator: "/"), label: strings[label])
    }
    let (_, bottom) = canvas.bounds.splitBottom(1)
    Footer(hints: hints, last: last, status: strings.clock(SeoulTime(context.now))).draw(
      on: &canvas, in: bottom)
  }
}
