import PickModel

extension AppModel {
  /// A key or a paste: what lies on top gets it first.
  mutating func press(_ event: InputEvent) -> [Effect] {
    if overlay != nil { return pressOverlay(event) }
    if headerFocus == nil, pages.top.screen.isTyping,
      let intents = withTop({ $0.type(event, in: $1) })
    {
      return perform(intents)
    }
    guard case .key(let key) = event else { return [] }
    if case .start = pages.top, options.keyMap.action(for: key) != .quit { return beginKiosk() }
    guard let action = options.keyMap.action(for: key) else { return [] }
    if action != .markWatched, action != .open { forgetMark() }
    return obey(action)
  }

  private mutating func obey(_ action: Action) -> [Effect] {
    if let effects = obeyEverywhere(action) { return effects }
    if let effects = obeyNavigation(action) { return effects }
    if let focused = headerFocus { return moveInHeader(action, from: focused) }
    // Enter, too, asks again for a page that could not be loaded: arrows and Enter do everything.
    if action == .open, pages.top.screen.hasFailed { return perform([.reload]) }
    let intents = withTop { $0.update(action, in: $1) }
    return perform(intents)
  }

  /// Commands that mean the same on all pages; `nil` for the others.
  private mutating func obeyEverywhere(_ action: Action) -> [Effect]? {
    switch action {
    case .help: overlay = .help(firstLine: 0)
    case .quit: return perform([.quit])
    case .theme: return perform([.nextTheme])
    case .language: return perform([.otherLanguage])
    default: return nil
    }
    return []
  }

  /// Commands that lead to another page; `nil` for the others.
  private mutating func obeyNavigation(_ action: Action) -> [Effect]? {
    switch action {
    case .back:
      if headerFocus != nil {
        headerFocus = nil
        return []
      }
      let intents = withTop { $0.goBack(in: $1) }
      return perform(intents)
    case .header where pages.top.hasHeader:
      headerFocus = headerFocus == nil ? pages.top.headerEntry ?? .home : nil
      return []
    default:
      guard pages.top.hasHeader, let entry = HeaderEntry(action) else { return nil }
      return perform([.header(entry)])
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
    case .open: return perform([.header(focused)])
    default: break
    }
    return []
  }
}

extension HeaderEntry {
  /// The entry a action opens; `nil` for other commands.
  init?(_ action: Action) {
    switch action {
    case .goHome: self = .home
    case .goBroadcast: self = .category(.broadcast)
    case .goDrama: self = .category(.drama)
    case .goFilm: self = .category(.film)
    case .goKids: self = .category(.kids)
    case .goAnimation: self = .category(.animation)
    case .goSearch, .search: self = .search
    case .goMine: self = .myPage
    default: return nil
    }
  }
}
