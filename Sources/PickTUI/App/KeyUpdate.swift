import PickModel

extension AppModel {
  /// A key or a paste: what lies on top gets it first.
  mutating func press(_ event: InputEvent) -> [Effect] {
    if pages.top.traits.countsDown, let effects = stopCountdown(event) { return effects }
    guard !isTooSmall else { return pressUnseen(event) }
    if overlay != nil { return pressOverlay(event) }
    if headerFocus == nil, pages.top.traits.isTyping, let effects = updateTop(.typed(event)) {
      return effects
    }
    guard case .key(let key) = event else { return [] }
    if headerFocus == nil, pages.top.traits.takesNumbers, key.typed?.isWholeNumber == true,
      let effects = updateTop(.typed(event))
    {
      return effects
    }
    if case .start(let start) = pages.top, let effects = press(key, on: start) { return effects }
    guard let action = options.keyMap.action(for: key) else { return [] }
    if action != .markWatched, action != .open { forgetMark() }
    forgetChosen(before: action)
    return obey(action)
  }

  /// Where the screen is too small for a page, nothing is done that would not be seen; only leaving is
  /// possible, without its question.
  private mutating func pressUnseen(_ event: InputEvent) -> [Effect] {
    guard case .key(let key) = event, options.kiosk == nil,
      options.keyMap.action(for: key) == .quit
    else { return [] }
    return leaveForGood()
  }

  /// Any key stops what counts down, and does nothing else, but for those the page has a use for:
  /// to do it at once, to go back, or to leave.
  private mutating func stopCountdown(_ event: InputEvent) -> [Effect]? {
    guard case .key(let key) = event else { return nil }
    if overlay == nil, headerFocus == nil, let action = options.keyMap.action(for: key) {
      switch action {
      case .open, .play, .back, .left, .pageUp, .rowStart: return nil
      default: break
      }
    }
    let effects = updateTop(.event(.countdownStopped)) ?? []
    return overlay == nil ? effects : nil
  }

  private mutating func obey(_ action: Action) -> [Effect] {
    if let effects = obeyEverywhere(action) { return effects }
    if let effects = obeyNavigation(action) { return effects }
    if let focused = headerFocus { return moveInHeader(action, from: focused) }
    // Enter, too, asks again for a page that could not be loaded: arrows and Enter do everything.
    if action == .open, pages.top.traits.hasFailed { return askForTop() }
    return updateTop(.action(action)) ?? []
  }

  /// Actions that mean the same on all pages; `nil` for the others.
  private mutating func obeyEverywhere(_ action: Action) -> [Effect]? {
    switch action {
    case .help: overlay = .help(firstLine: 0)
    case .quit: return askToQuit()
    case .theme: return useNextTheme()
    case .language: return useNextLanguage()
    case .undo: return undo()
    case .resumeLast: return resumeLast()
    default: return nil
    }
    return []
  }

  /// Actions that lead to another page; `nil` for the others.
  private mutating func obeyNavigation(_ action: Action) -> [Effect]? {
    switch action {
    case .back:
      if headerFocus != nil {
        headerFocus = nil
        return []
      }
      return updateTop(.back) ?? []
    case .header where pages.top.traits.hasHeader:
      headerFocus = headerFocus == nil ? pages.top.traits.entry ?? .home : nil
      return []
    default:
      guard pages.top.traits.hasHeader, let entry = HeaderEntry(action) else { return nil }
      return open(entry)
    }
  }

  private mutating func moveInHeader(_ action: Action, from focused: HeaderEntry) -> [Effect] {
    let entries = HeaderEntry.all
    let index = entries.firstIndex(of: focused) ?? 0
    switch action {
    case .left: headerFocus = entries[max(0, index - 1)]
    case .right: headerFocus = entries[min(entries.count - 1, index + 1)]
    case .rowStart: headerFocus = entries[0]
    case .rowEnd: headerFocus = entries[entries.count - 1]
    case .down: headerFocus = nil
    case .open: return open(focused)
    default: break
    }
    return []
  }
}
