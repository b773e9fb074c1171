import PickModel

/// The lobby's idle clock: the time since the last key.
struct KioskState: Equatable, Sendable {
  /// When a key was pressed last.
  var lastKeyAt = Instant(millisecondsSince1970: 0)
  /// Seconds left of the countdown; `nil` while there is none.
  var secondsLeft: Int?
  /// Tells the clock of this visit from that of an earlier one.
  var visit = 0
  /// Choices of titles before this visit changed them.
  var before: [Title.ID: AppModel.Choice] = [:]
  /// Titles this visit opened, played or marked, and when it did so first.
  var opened: [Title.ID: Instant] = [:]
}

extension AppModel {
  /// Restarts the idle clock; a key that stops the countdown has no other effect.
  mutating func noteKioskInput() -> [Effect]? {
    guard let kioskOptions = options.kiosk else { return nil }
    kiosk.lastKeyAt = now
    guard kiosk.secondsLeft != nil else { return nil }
    kiosk.secondsLeft = nil
    return [wakeWhenIdle(after: kioskOptions.idleSeconds)]
  }

  /// The first key of a visit: the lobby's viewer signs in.
  mutating func beginKiosk() -> [Effect] {
    guard let kioskOptions = options.kiosk, case .start = pages.top, !isSigningIn else {
      return []
    }
    kiosk.visit += 1
    // What could not be had when the last visit ended is asked for again.
    gallery.forgiveFailures()
    return signIn(kioskOptions.credentials, remember: false)
      + [wakeWhenIdle(after: kioskOptions.idleSeconds)]
  }

  /// Any key begins a visit, but for Down, which leads to the other language, and the keys there;
  /// `nil` for the one that leaves.
  mutating func press(_ key: Key, on start: StartModel) -> [Effect]? {
    let action = options.keyMap.action(for: key)
    let offersLanguage = options.capabilities.showsHangul && !isSigningIn
    switch action {
    case .quit: return nil
    case .language: return useNextLanguage() + comeBackLater()
    case .down where offersLanguage && key.typed == nil: return focusLanguage(true)
    case .up where start.isOnLanguage, .back where start.isOnLanguage: return focusLanguage(false)
    case .open where start.isOnLanguage:
      // The focus goes back, so that the next Enter begins the visit.
      return focusLanguage(false) + useNextLanguage()
    default: return beginKiosk()
    }
  }

  private mutating func focusLanguage(_ isFocused: Bool) -> [Effect] {
    guard case .start(var start) = pages.top else { return [] }
    start.isOnLanguage = isFocused
    pages.top = .start(start)
    return comeBackLater()
  }

  private var isSigningIn: Bool { asked.values.contains(.signIn) }

  private func wakeWhenIdle(after seconds: Int) -> Effect {
    .wake(.kioskIdle(visit: kiosk.visit), afterMilliseconds: max(1, seconds).times(1000))
  }

  /// Counts down after a long time without a key; a playback that runs has a longer one.
  mutating func wakeKiosk(_ alarm: Alarm) -> [Effect] {
    guard let kioskOptions = options.kiosk else { return [] }
    if alarm == .kioskCountdown(visit: kiosk.visit) { return countDown() }
    guard alarm == .kioskIdle(visit: kiosk.visit), kiosk.secondsLeft == nil else { return [] }
    let idle = max(0, Int(saturating: now.seconds(since: kiosk.lastKeyAt)))
    if case .start = pages.top { return wakeOnStart(idle, kioskOptions) }
    let patience =
      pages.top.traits.isPlaying ? kioskOptions.playbackIdleSeconds : kioskOptions.idleSeconds
    guard idle >= patience else {
      // The playback may end meanwhile, and with it its longer time.
      return [wakeWhenIdle(after: min(patience.minus(idle), kioskOptions.idleSeconds))]
    }
    kiosk.secondsLeft = kioskOptions.countdownSeconds
    return [nextCount]
  }

  /// The start page has no countdown, but the PIN box over it closes after the idle time, and a
  /// sign-in in progress keeps its clock.
  private mutating func wakeOnStart(_ idle: Int, _ kioskOptions: KioskOptions) -> [Effect] {
    var isAsking = false
    if case .pin = overlay { isAsking = true }
    if !isAsking, !isSigningIn, idle >= kioskOptions.idleSeconds { return freshenStart() }
    guard isAsking || isSigningIn || isStartTouched else { return [] }
    guard isAsking, idle >= kioskOptions.idleSeconds else {
      return [wakeWhenIdle(after: max(1, kioskOptions.idleSeconds.minus(idle)))]
    }
    overlay = nil
    return !isSigningIn ? freshenStart() : [wakeWhenIdle(after: kioskOptions.idleSeconds)]
  }

  /// Whether a passer-by left the first page in another language, or the focus on it.
  private var isStartTouched: Bool {
    guard case .start(let start) = pages.top else { return false }
    return start.isOnLanguage || settings.language != firstSettings.language
  }

  /// Shows the first page as the next visitor expects it.
  private mutating func freshenStart() -> [Effect] {
    guard isStartTouched else { return [] }
    pages.top = .start(StartModel())
    settings = firstSettings
    return [.useTheme(settings.theme)]
  }

  /// The alarm of what a passer-by leaves on the first page, where no other runs: a box that asks for
  /// the PIN, the other language.
  func comeBackLater() -> [Effect] {
    guard let kioskOptions = options.kiosk, case .start = pages.top else { return [] }
    return [wakeWhenIdle(after: kioskOptions.idleSeconds)]
  }

  private var nextCount: Effect {
    .wake(.kioskCountdown(visit: kiosk.visit), afterMilliseconds: 1000)
  }

  private mutating func countDown() -> [Effect] {
    guard let left = kiosk.secondsLeft else { return [] }
    guard left > 1 else { return resetKiosk() }
    kiosk.secondsLeft = left - 1
    return [nextCount]
  }

  /// Remembers what was chosen of a title before a lobby's visit changes it.
  mutating func rememberChoice(of title: Title.ID) {
    guard options.kiosk != nil, kiosk.before[title] == nil else { return }
    kiosk.before[title] = choices[title] ?? Choice()
  }

  /// Remembers a title that a lobby's visit opens, plays or marks: its history ends with the visit.
  mutating func noteOpened(_ title: Title.ID) {
    if options.kiosk != nil, kiosk.opened[title] == nil { kiosk.opened[title] = now }
  }

  /// Remembers the title of a page that opens.
  mutating func noteOpened(_ page: Page) {
    if case .detail(let model) = page { noteOpened(model.id) }
    if case .player(let model) = page { noteOpened(model.title) }
  }

  /// Writes that withdraw what a visit watched: each title counts as it did before the visit.
  private var withdrawnTitles: [Effect] {
    kiosk.opened.sorted { $0.key < $1.key }.map { .write(.withdraw($0.key, since: $0.value)) }
  }

  /// Writes that undo the choices of a visit: the next visit signs in as the same viewer.
  private var restoredChoices: [Effect] {
    var writes: [Write] = []
    for (title, before) in kiosk.before.sorted(by: { $0.key < $1.key }) {
      let now = choices[title] ?? Choice()
      if now.isOnMyList != before.isOnMyList {
        writes.append(.setOnMyList(before.isOnMyList, title))
      }
      if now.thumb != before.thumb { writes.append(.setThumb(before.thumb, title)) }
      if now.isSetAside != before.isSetAside {
        writes.append(.setAside(before.isSetAside, title))
      }
      if now.isHidden != before.isHidden { writes.append(.setHidden(before.isHidden, title)) }
    }
    return writes.map { .write($0) }
  }

  /// Ends the visit: everything that belongs to it is forgotten or taken back.
  mutating func resetKiosk() -> [Effect] {
    let left = leaveTop() + endVisit()
    forgetViewer()
    wanted = nil
    kiosk = KioskState(visit: kiosk.visit + 1)
    pages = PageStack(.start(StartModel()))
    settings = firstSettings
    return left + [.useTheme(settings.theme)]
  }

  /// Takes back what a lobby's visit left with the service, also where the program ends with it.
  func endVisit() -> [Effect] {
    guard options.kiosk != nil, case .signedIn = session else { return [] }
    return restoredChoices + withdrawnTitles + [.write(.signOut(everywhere: false))]
  }
}
