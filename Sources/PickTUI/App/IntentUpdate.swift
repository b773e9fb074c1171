import PickClient
import PickModel

extension AppModel {
  /// Turns what a page asks for into effects.
  mutating func perform(_ intents: [Intent]) -> [Effect] {
    var effects: [Effect] = []
    for intent in intents { effects += perform(intent) }
    return effects
  }

  private mutating func perform(_ intent: Intent) -> [Effect] {
    switch intent {
    case .open(let title): return open(.detail(DetailModel(title)))
    case .play(let title, let asset):
      forgetMark()
      return play(title, asset)
    case .back: return goBack()
    case .focusHeader:
      headerFocus = pages.top.headerEntry ?? .home
      return []
    case .header(let entry): return open(entry)
    case .explain(let title, let reason):
      overlay = .why(WhyModel(title: title, reason: reason))
      return ask(.explanation(title))
    case .forget(let title):
      overlay = .forget(title, isForgetFocused: false)
      return []
    case .load(let question): return ask(question)
    case .reload: return askForTop()
    case .wake(let alarm, let milliseconds):
      return [.wake(alarm, afterMilliseconds: milliseconds)]
    case .quit: return askToQuit()
    case .notice(let kind): return show(kind)
    case .signIn(let credentials, let remember): return signIn(credentials, remember: remember)
    case .signInElsewhere: return showDeviceCode()
    case .signOut(let everywhere): return signOut(everywhere: everywhere)
    case .changePassword(let old, let new): return [.changePassword(from: old, to: new)]
    case .nextTheme, .otherLanguage: return change(intent)
    default: return choose(intent)
    }
  }

  /// What a viewer chooses shows at once; the service's reply asks for the pages again.
  private mutating func choose(_ intent: Intent) -> [Effect] {
    switch intent {
    case .toggleMyList(let title):
      rememberChoice(of: title.id)
      let isOnList = !choices[title.id, default: Choice()].isOnMyList
      choices[title.id, default: Choice()].isOnMyList = isOnList
      return show(isOnList ? .addedToMyList : .removedFromMyList)
        + [unsettle(.setOnMyList(isOnList, title.id))]
    case .toggleThumb(let thumb, let title):
      rememberChoice(of: title.id)
      return toggle(thumb, of: title.id)
    case .toggleHidden(let title):
      rememberChoice(of: title.id)
      let isHidden = !choices[title.id, default: Choice()].isHidden
      choices[title.id, default: Choice()].isHidden = isHidden
      if isHidden { remove(title.id) }
      return show(isHidden ? .hidden : .shownAgain) + [unsettle(.setHidden(isHidden, title.id))]
    case .toggleWatched(let title, let mark): return toggle(mark, of: title)
    case .write(let write): return [.write(write)]
    default: return []
    }
  }

  private mutating func toggle(_ thumb: Thumb, of title: Title.ID) -> [Effect] {
    let new = choices[title]?.thumb == thumb ? nil : thumb
    choices[title, default: Choice()].thumb = new
    let said: Announcement.Kind =
      switch new {
      case .up: .thumbUp
      case .down: .thumbDown
      case nil: .thumbWithdrawn
      }
    return show(said) + [unsettle(.setThumb(new, title))]
  }

  /// Marks a part as watched, or takes it back: when it shows as watched, and when the key before
  /// this one was the same and marked it.
  private mutating func toggle(_ mark: WatchedMark, of title: Title.ID) -> [Effect] {
    let previous = justMarked.flatMap { marked in
      marked.title == title && (!mark.isExact || marked.asset == mark.asset) ? marked : nil
    }
    justMarked = nil
    if let previous {
      justTakenBack = previous.asset
      return show(.unmarkedWatched) + [.write(.unmarkWatched(previous.asset))]
    }
    if mark.isFinished, justTakenBack != mark.asset {
      justTakenBack = mark.asset
      return show(.unmarkedWatched) + [.write(.unmarkWatched(mark.asset))]
    }
    justTakenBack = nil
    justMarked = JustMarked(title: title, asset: mark.asset)
    return show(.markedWatched) + [.write(.markWatched(mark.asset))]
  }

  /// Takes a title from home at once; the other pages follow with their next load.
  mutating func remove(_ title: Title.ID) {
    pages.forEach { page in
      guard case .home(var home) = page else { return }
      home.page.change { $0 = $0.removing(title) }
      page = .home(home)
    }
    settle()
  }

  private mutating func change(_ intent: Intent) -> [Effect] {
    guard intent == .nextTheme else { return changeLanguage() }
    let themes = options.themes
    guard
      let index = themes.firstIndex(of: settings.theme).map({ ($0 + 1) % themes.count })
        ?? themes.indices.first
    else { return [] }
    settings.theme = themes[index]
    return [.useTheme(settings.theme), .save(settings)] + show(.theme(settings.theme))
  }

  private mutating func changeLanguage() -> [Effect] {
    guard options.capabilities.showsHangul else { return show(.englishOnly) }
    settings.language = settings.language == .korean ? .english : .korean
    return [.save(settings)]
  }
}
