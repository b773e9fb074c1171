import PickModel

extension AppModel {
  /// What lies over the page gets the keys first.
  mutating func pressOverlay(_ event: InputEvent) -> [Effect] {
    if case .pin(let pin) = overlay { return press(event, pin) }
    guard case .key(let key) = event else { return [] }
    let action = options.keyMap.action(for: key)
    switch overlay {
    case .help(let line): return pressHelp(action, line)
    case .quit(let isFocused): return pressQuit(action, isFocused)
    case .forget(let title, let isFocused): return pressForget(action, title, isFocused)
    case .why, .pin, nil:
      overlay = nil
      return []
    }
  }

  private mutating func pressHelp(_ action: Action?, _ line: Int) -> [Effect] {
    let step: Int
    switch action {
    case .down: step = 1
    case .up: step = -1
    case .pageDown: step = 10
    case .pageUp: step = -10
    default:
      overlay = nil
      return []
    }
    let keyCount = options.keyMap.help(strings, without: withheldActions).count
    let layout = HelpLayout(screen: size, keyCount: keyCount)
    overlay = .help(firstLine: min(max(0, line + step), layout.lastFirstLine))
    return []
  }

  private mutating func pressQuit(_ action: Action?, _ isFocused: Bool) -> [Effect] {
    switch action {
    case .left, .right, .up, .down, .header: overlay = .quit(isQuitFocused: !isFocused)
    case .confirm: return leaveForGood()
    case .open:
      if isFocused { return leaveForGood() }
      overlay = nil
    case .back, .decline: overlay = nil
    default: break
    }
    return []
  }

  mutating func leaveForGood() -> [Effect] {
    overlay = nil
    return quit(.quit)
  }

  private mutating func pressForget(
    _ action: Action?, _ title: TitleReference, _ isFocused: Bool
  ) -> [Effect] {
    switch action {
    case .left, .right, .up, .down, .header:
      overlay = .forget(title, isForgetFocused: !isFocused)
    case .confirm: return forget(title)
    case .open:
      if isFocused { return forget(title) }
      overlay = nil
    case .back, .decline: overlay = nil
    default: break
    }
    return []
  }

  private mutating func forget(_ title: TitleReference) -> [Effect] {
    overlay = nil
    choices[title.id] = nil
    remove(title.id)
    return show(.forgotten) + [unsettle(.forget(title.id))]
  }
}
