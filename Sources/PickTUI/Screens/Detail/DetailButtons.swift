import PickModel

/// What can be done with a title, as buttons in as many lines as they need.
struct DetailButtons {
  let page: TitlePage
  let model: DetailModel
  let columns: Int

  /// The buttons by line.
  func lines(_ context: ViewContext) -> [[(DetailModel.Button, String)]] {
    var lines: [[(DetailModel.Button, String)]] = [[]]
    var used = 0
    for button in DetailModel.Button.allCases {
      let label = " \(label(of: button, context)) "
      let width = DisplayWidth.of(label)
      if used > 0, used + 1 + width > columns {
        lines.append([])
        used = 0
      }
      lines[lines.count - 1].append((button, label))
      used += width + 1
    }
    return lines
  }

  /// Draws from the first row on.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    for (row, line) in lines(context).enumerated() {
      var column = 1
      for (button, label) in line {
        let isFocused = model.focus == .actions && model.button == button && context.hasFocus
        let style = Style(isFocused ? .buttonFocused : .button)
        column += canvas.text(label, at: Point(column: column, row: row), style) + 1
      }
    }
  }

  private func label(of button: DetailModel.Button, _ context: ViewContext) -> String {
    let strings = context.strings
    let choice =
      context.choices[page.id]
      ?? AppModel.Choice(
        isOnMyList: page.isOnMyList, thumb: page.thumb, isHidden: page.isHidden)
    let mark = context.checkMark
    switch button {
    case .watch: return watchLabel(strings)
    case .myList: return strings[choice.isOnMyList ? .detailRemove : .detailAdd]
    case .thumbUp: return (choice.thumb == .up ? mark : "") + strings[.actionThumbUp]
    case .thumbDown: return (choice.thumb == .down ? mark : "") + strings[.actionThumbDown]
    case .hide: return strings[choice.isHidden ? .detailShowAgain : .actionHide]
    case .markWatched: return strings[.actionMarkWatched]
    case .forget: return strings[.detailForget]
    case .why: return strings[.actionWhy]
    }
  }

  private func watchLabel(_ strings: Strings) -> String {
    let isBegun = page.next?.progress.map { !$0.isFinished && $0.position > 0 } ?? false
    let label = strings[isBegun ? .detailResume : .detailWatch]
    guard let episode = page.next?.asset.episode else { return label }
    return "\(label) \(strings.name(episode))"
  }
}
