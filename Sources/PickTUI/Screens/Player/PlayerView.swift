import PickModel

extension PlayerModel {
  /// Draws the title's picture, what plays at the lower left, where it stands, and the keys.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    if WaitingView.draw(page, on: &canvas, context) { return drawKeys(on: &canvas, context) }
    guard let page = page.value, let playback else { return }
    let strings = context.strings
    let offerRows = playback.isEnded ? 3 : 0
    var row = max(0, canvas.size.rows - 7 - offerRows)
    if context.pictures != .none, row > 1 {
      let (look, size) = (TitleLook(page.title), Size(columns: canvas.size.columns, rows: row))
      canvas.picture(of: look, size, at: .zero, on: context.wall)
      canvas.pixels(of: look, size, at: .zero, on: context.wall)
    } else if canvas.size.rows > 18 {
      canvas.textCentered(strings[.playerSimulated], row: row / 2, .muted)
    }
    row += 1
    if playback.isEnded { row = drawOffer(of: page.title, row: row, on: &canvas, context) }
    canvas.text(
      strings.text(page.title.name), at: Point(column: Self.margin, row: row),
      Style(.heading, .bold), columns: canvas.size.columns - 2 * Self.margin)
    let isPart = page.title.kind == .series || page.others.count > 1
    let part = isPart ? strings.name(of: playback.part, in: page.title) : nil
    let words = [part, state(playback, strings)]
    canvas.text(
      words.compactMap { $0 }.joined(separator: " · "),
      at: Point(column: Self.margin, row: row + 1),
      .muted, columns: canvas.size.columns - 2 * Self.margin)
    drawBar(playback, row: row + 3, on: &canvas, context)
    if showsControls(at: context.now) { drawKeys(on: &canvas, context) }
  }

  private static let margin = 2

  private func state(_ playback: Running, _ strings: Strings) -> String {
    if playback.isEnded { return strings[.playerEnded] }
    let state = strings[playback.isPaused ? .playerPaused : .playerPlaying]
    guard playback.speed > 1 else { return state }
    return state + " · " + strings.text(.playerSpeed, ["speed": String(playback.speed)])
  }

  private func drawBar(
    _ playback: Running, row: Int, on canvas: inout Canvas, _ context: ViewContext
  ) {
    let strings = context.strings
    let position = strings.position(seconds: playback.position / 1000)
    let columns = max(1, canvas.size.columns - 2 * Self.margin)
    let below = Point(column: Self.margin, row: row + 1)
    guard let length = playback.length else {
      canvas.text("\(position) · \(strings[.lengthUnknown])", at: below, .text, columns: columns)
      return
    }
    ProgressBar(ratio: Double(playback.position) / Double(max(1, length))).draw(
      on: &canvas, in: Rect(column: Self.margin, row: row, columns: columns, rows: 1))
    let whole = strings.position(seconds: length / 1000)
    let left = max(0, length - playback.position)
    var words = [position]
    if left > 0 {
      let end = context.now.advanced(bySeconds: Int64(left / 1000 / max(1, playback.speed)))
      words.append(strings.text(.cardLeft, ["time": strings.minutes(seconds: left / 1000)]))
      words.append(strings.text(.playerEnd, ["time": strings.clock(SeoulTime(end))]))
    }
    // On a small screen the end goes first, then how much is left: the whole length has its place.
    let room = columns - DisplayWidth.of(whole) - 2
    while words.count > 1, DisplayWidth.of(words.joined(separator: " · ")) > room {
      words.removeLast()
    }
    canvas.text(words.joined(separator: " · "), at: below, .text, columns: columns)
    canvas.textRight(whole, at: below, .muted, columns: columns)
  }

  /// What comes next, where the end was reached.
  ///
  /// - Returns: the row below it.
  private func drawOffer(
    of title: Title, row: Int, on canvas: inout Canvas, _ context: ViewContext
  ) -> Int {
    let strings = context.strings
    let columns = canvas.size.columns - 2 * Self.margin
    let first = Point(column: Self.margin, row: row)
    guard let following else {
      let hint = strings.text(.playerLeaveHint, ["key": context.key(.open)])
      canvas.text(hint, at: first, .muted, columns: columns)
      return row + 3
    }
    let name = strings.name(of: following, in: title)
    canvas.text(
      strings.text(.playerNext, ["name": name]), at: first, .heading, columns: columns)
    let (hint, style) = nextHint(columns: columns, context)
    canvas.text(hint, at: Point(column: Self.margin, row: row + 1), style, columns: columns)
    return row + 3
  }

  /// What plays the next episode: the clock, or a key; whole hints only.
  private func nextHint(columns: Int, _ context: ViewContext) -> (String, Style) {
    let strings = context.strings
    guard let countdown else {
      let key: MessageKey = asksWhetherWatched ? .playerStillThere : .playerNextHint
      return (
        strings.text(key, ["key": context.key(.open)]),
        asksWhetherWatched ? Style(.notice) : .muted
      )
    }
    let counting = strings.text(
      .playerCountdown,
      ["seconds": strings.text(.seconds, ["count": String(countdown.secondsLeft)])])
    let both = counting + " · " + strings.text(.playerNextNow, ["key": context.key(.open)])
    return (DisplayWidth.of(both) <= columns ? both : counting, Style(.notice))
  }

  private func drawKeys(on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let isEnded = playback?.isEnded == true
    let keys: [(Action, Action?, MessageKey)] =
      isEnded
      ? (following == nil ? [] : [(.open, nil, .playerHintNext)]) + [(.left, nil, .playerHintSeek)]
      : [
        (context.key(.play).isEmpty ? .open : .play, nil, .playerHintPause),
        (.left, .right, .playerHintSeek), (.up, .down, .playerHintSpeed),
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
