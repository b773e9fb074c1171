import PickModel

extension AppModel {
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
    pages.forEach { page in page.change { $0.begin(question, request) } }
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
    for question in pages.top.screen.questions { effects += ask(question) }
    return effects
  }

  /// Shows a page above this one.
  mutating func open(_ page: Page) -> [Effect] {
    headerFocus = nil
    notice = nil
    pages.push(page)
    return guardNavigation() + askForTop()
  }

  /// Shows the page of a header entry.
  mutating func open(_ entry: HeaderEntry) -> [Effect] {
    headerFocus = nil
    guard let page = Page(entry) else { return signOut(everywhere: false) }
    guard pages.top.headerEntry != entry else {
      let intents = withTop { $0.goToStart(in: $1) }
      return guardNavigation() + perform(intents)
    }
    notice = nil
    _ = pages.show(page)
    // A viewer who asks for search means to type, not to go on in the results of before.
    let intents = entry == .search ? withTop { $0.goToStart(in: $1) } : []
    settle()
    return guardNavigation() + perform(intents) + askForTop()
  }

  /// Plays a part; a playback that runs already is recorded and replaced.
  mutating func play(_ title: Title.ID, _ asset: Asset.ID?) -> [Effect] {
    var effects: [Effect] = []
    if case .player = pages.top {
      let intents = withTop { $0.leave(in: $1) }
      effects = perform(intents)
      _ = pages.pop()
    }
    lastNumber += 1
    let player = PlayerModel(title: title, wanted: asset, run: lastNumber)
    return effects + open(.player(player))
  }

  /// Leaves the page; on the last one that means to quit.
  mutating func goBack() -> [Effect] {
    let intents = withTop { $0.leave(in: $1) }
    let left = perform(intents)
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
}
