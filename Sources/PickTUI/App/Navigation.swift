import PickModel

extension AppModel {
  /// Carries out the effects of a page that change the model.
  ///
  /// - Returns: the effects for the runner.
  mutating func perform(_ effects: [Effect]) -> [Effect] {
    var rest: [Effect] = []
    for effect in effects { rest += perform(effect) }
    return rest
  }

  private mutating func perform(_ effect: Effect) -> [Effect] {
    switch effect {
    case .ask, .signIn, .write, .changePassword, .wake, .keepSearches, .recallSearches, .save,
      .useTheme, .trainIfNeeded, .paintPicture, .report, .quit:
      return [effect]
    case .show(let page): return open(page)
    case .play(let title, let asset):
      forgetMark()
      return play(title, asset)
    case .playOn(let title, let asset, let inARow):
      forgetMark()
      return play(title, asset, playedOn: inARow)
    case .back: return goBack()
    case .focusHeader:
      headerFocus = pages.top.traits.entry ?? .home
      return []
    case .header(let entry): return open(entry)
    case .signInElsewhere: return showDeviceCode()
    case .explain(let title, let reason):
      overlay = .why(WhyModel(title: title, reason: reason))
      return ask(.explanation(title))
    case .toggleMyList(let title): return toggleMyList(title.id)
    case .toggleThumb(let thumb, let title): return toggle(thumb, of: title.id)
    case .toggleHidden(let title, let isHidden): return toggleHidden(title, isHidden: isHidden)
    case .toggleSetAside(let title): return toggleSetAside(title.id)
    case .noteSearch(let words): return note(search: words)
    case .toggleWatched(let title, let mark):
      noteOpened(title)
      return toggle(mark, of: title)
    case .askToForget(let title):
      overlay = .forget(title, isForgetFocused: false)
      return []
    case .tellAbout(let page):
      overlay = .about(AboutTitle(page))
      return []
    case .load(let question): return ask(question)
    case .reload:
      gallery.forgiveFailures()
      return askForTop()
    case .submit(let credentials, let remember): return signIn(credentials, remember: remember)
    case .askToSignOut(let everywhere): return askToSignOut(everywhere: everywhere)
    case .nextTheme: return useNextTheme()
    case .nextLanguage: return useNextLanguage()
    case .askToQuit: return askToQuit()
    case .notice(let kind): return show(kind)
    }
  }

  /// Runs on every navigation and asks whether the session is still good.
  mutating func guardNavigation() -> [Effect] { ask(.authorization) }

  /// Asks the service, and asks to be woken when the answer takes its time.
  ///
  /// Pages that wait for the same question wait for this request from now on. Answers to earlier
  /// requests for it may be out of date and are dropped.
  mutating func ask(_ question: Question) -> [Effect] {
    lastRequest += 1
    let request = lastRequest
    asked = asked.filter { $0.value != question }
    asked[request] = question
    tellPages(.asked(question, request))
    if case .why(var model) = overlay {
      model.begin(question, request)
      overlay = .why(model)
    }
    return [.ask(question, request)] + watch(request)
  }

  /// A load shows a skeleton after a tenth of a second and ends, one way or the other.
  ///
  /// A server is given ten seconds; what is kept of its pages must not come too late then.
  func watch(_ request: RequestID) -> [Effect] {
    [
      .wake(.slow(request), afterMilliseconds: 100),
      .wake(.deadline(request), afterMilliseconds: options.isRemote ? 12_000 : 10_000),
    ]
  }

  /// Asks for everything the shown page is made of.
  mutating func askForTop() -> [Effect] {
    var effects: [Effect] = []
    for question in pages.top.questions { effects += ask(question) }
    return effects
  }

  /// Shows a page above this one.
  mutating func open(_ page: Page) -> [Effect] {
    noteOpened(page)
    headerFocus = nil
    notice = nil
    pages.push(page)
    return guardNavigation() + askForTop()
  }

  /// Shows the page of a header entry.
  mutating func open(_ entry: HeaderEntry) -> [Effect] {
    headerFocus = nil
    guard let page = Page(entry) else { return askToSignOut(everywhere: false) }
    guard pages.top.traits.entry != entry else {
      let effects = pages.top.update(.openedAgain, in: newContext()) ?? []
      return guardNavigation() + perform(effects)
    }
    notice = nil
    _ = pages.show(page)
    // Search begins in its field, not in the results of the last visit.
    let effects = entry == .search ? pages.top.update(.openedAgain, in: newContext()) ?? [] : []
    settle()
    return guardNavigation() + perform(effects) + askForTop()
  }

  /// Plays a part; a playback that runs already is recorded and replaced.
  ///
  /// `playedOn` is how many episodes in a row play by themselves with it.
  mutating func play(
    _ title: Title.ID, _ asset: Asset.ID?, playedOn: Int = 0
  ) -> [Effect] {
    var effects: [Effect] = []
    let card = knownCard(of: title, playing: asset)
    if case .player = pages.top {
      effects = leaveTop()
      _ = pages.pop()
    }
    lastNumber += 1
    let player = PlayerModel(
      title: title, wanted: asset, run: lastNumber, card: card, playedOn: playedOn)
    return effects + open(.player(player))
  }

  /// Leaves the page; on the last one that means to quit.
  mutating func goBack() -> [Effect] {
    let left = leaveTop()
    guard pages.pop() else { return left + askToQuit() }
    notice = nil
    settle()
    return left + guardNavigation() + askForTop()
  }

  /// Asks whether to quit; in a lobby, for the PIN.
  mutating func askToQuit() -> [Effect] {
    guard options.kiosk == nil else { return askForPin() }
    overlay = .quit(isQuitFocused: true)
    return []
  }

  /// Asks whether to sign out; who leaves a lobby is not asked.
  ///
  /// Quitting loses nothing, so its dialog begins on "quit". Signing out costs a password, so this one
  /// begins on staying: a second Enter by mistake changes nothing.
  mutating func askToSignOut(everywhere: Bool) -> [Effect] {
    guard options.kiosk == nil else { return signOut(everywhere: everywhere) }
    overlay = .signOut(everywhere: everywhere, isSignOutFocused: false)
    return []
  }

  // MARK: Settings

  mutating func useNextTheme() -> [Effect] {
    guard let theme = options.themes.element(after: settings.theme) else { return [] }
    settings.theme = theme
    return [.useTheme(theme), .save(settings)] + show(.theme(theme))
  }

  mutating func useNextLanguage() -> [Effect] {
    guard options.capabilities.showsHangul else { return show(.englishOnly) }
    guard let language = Language.allCases.element(after: settings.language) else { return [] }
    settings.language = language
    // A list by name is one of names in the language of the screen.
    let before = pages.top.questions
    settle()
    return [.save(settings)] + (pages.top.questions == before ? [] : askForTop())
  }
}

extension Array where Element: Equatable {
  /// The element after one, the first after the last; the first when the element is not there.
  fileprivate func element(after element: Element) -> Element? {
    guard let index = firstIndex(of: element) else { return first }
    return self[(index + 1) % count]
  }
}
