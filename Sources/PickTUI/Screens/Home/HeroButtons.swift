import PickModel

/// A button below the title of the hero.
enum HeroButton: Equatable, Sendable, CaseIterable {
  case play, details, myList, why

  /// The buttons of a title, the main one first; what cannot be played has its page there.
  static func all(of card: Card) -> [HeroButton] {
    card.playable == nil ? [.details, .myList, .why] : allCases
  }

  /// What pressing it means.
  var action: Action {
    switch self {
    case .play: .play
    case .details: .open
    case .myList: .myList
    case .why: .why
    }
  }

  /// Its name.
  var label: MessageKey {
    switch self {
    case .play: .actionPlay
    case .details: .heroDetails
    case .myList: .actionMyList
    case .why: .actionWhy
    }
  }
}

/// The row of buttons below the title of the hero.
struct HeroButtons {
  let card: Card
  /// The focused button; `nil` while the focus is elsewhere.
  let focused: HeroButton?

  /// Draws the main button as one, the others as words with their keys.
  func draw(row: Int, from margin: Int, on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let buttons = HeroButton.all(of: card)
    let others = buttons.dropFirst().map { (button: $0, parts: words($0, context)) }
    let taken = others.reduce(0) { $0 + 4 + DisplayWidth.of($1.parts.key + $1.parts.label) }
    let sign = context.showsUnicode ? "▶" : ">"
    let room = canvas.size.columns - 2 * margin - taken - 4 - DisplayWidth.of(sign + " ")
    let main =
      buttons[0] == .play
      ? strings.playLabel(card.playable?.episode, card.playable?.progress, within: room)
      : strings[buttons[0].label]
    let isFocused = focused == buttons[0]
    var column = margin
    column += canvas.text(
      "  \(sign) \(main)  ", at: Point(column: column, row: row),
      Style(isFocused ? .buttonFocused : .button, isFocused ? .bold : []))
    for (button, parts) in others {
      column += 2
      let isFocused = focused == button
      let styles =
        isFocused
        ? (Style(.buttonFocused), Style(.buttonFocused)) : (Style(.footerKey), Style.muted)
      let key = parts.key.isEmpty ? "" : parts.key + " "
      column += canvas.text(" \(key)", at: Point(column: column, row: row), styles.0)
      column += canvas.text("\(parts.label) ", at: Point(column: column, row: row), styles.1)
    }
  }

  /// The key of a button, a check mark in its place where it was chosen, and its name.
  private func words(_ button: HeroButton, _ context: ViewContext) -> (key: String, label: String) {
    let isListed = context.choices[card.id]?.isOnMyList ?? false
    let label = context.strings[button.label]
    if button == .myList, isListed { return (context.checkMark.trimmed(), label) }
    return (button == .details ? "" : context.key(button.action), label)
  }
}
