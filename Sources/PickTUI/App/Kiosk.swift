import PickModel

/// The lobby's clock: how long nobody pressed a key.
struct KioskState: Equatable, Sendable {
  /// When a key was pressed last.
  var lastKeyAt = Instant(millisecondsSince1970: 0)
  /// Seconds left of the countdown; `nil` while there is none.
  var secondsLeft: Int?
  /// Tells the clock of this visit from that of an earlier one.
  var visit = 0
  /// What was chosen of titles before this visit changed it.
  var before: [Title.ID: AppModel.Choice] = [:]
}

extension AppModel {
  /// Restarts the lobby's clock; a key that ends the countdown does nothing else.
  mutating func noteKioskInput() -> [Effect]? {
    guard let kioskOptions = options.kiosk else { return nil }
    kiosk.lastKeyAt = now
    guard kiosk.secondsLeft != nil else { return nil }
    kiosk.secondsLeft = nil
    return [wakeWhenIdle(after: kioskOptions.idleSeconds)]
  }

  /// Somebody stands before the screen: the lobby's viewer signs in.
  mutating func beginKiosk() -> [Effect] {
    guard let kioskOptions = options.kiosk, case .start(let start) = pages.top,
      start.waitingFor == nil
    else { return [] }
    kiosk.visit += 1
    return signIn(kioskOptions.credentials, remember: false)
      + [wakeWhenIdle(after: kioskOptions.idleSeconds)]
  }

  private func wakeWhenIdle(after seconds: Int) -> Effect {
    .wake(.kioskIdle(visit: kiosk.visit), afterMilliseconds: max(1, seconds).times(1000))
  }

  /// Counts down when nobody pressed a key for long; never during playback.
  mutating func wakeKiosk(_ alarm: Alarm) -> [Effect] {
    guard let kioskOptions = options.kiosk else { return [] }
    if alarm == .kioskCountdown(visit: kiosk.visit) { return countDown() }
    guard alarm == .kioskIdle(visit: kiosk.visit), kiosk.secondsLeft == nil else { return [] }
    let idle = max(0, Int(saturating: now.seconds(since: kiosk.lastKeyAt)))
    if case .start(let start) = pages.top { return wakeOnStart(start, idle, kioskOptions) }
    if case .player(let player) = pages.top, player.endsByItself {
      kiosk.lastKeyAt = now
      return [wakeWhenIdle(after: kioskOptions.idleSeconds)]
    }
    guard idle >= kioskOptions.idleSeconds else {
      return [wakeWhenIdle(after: kioskOptions.idleSeconds.minus(idle))]
    }
    kiosk.secondsLeft = kioskOptions.countdownSeconds
    return [nextCount]
  }

  /// On the first page nobody is counted out, but a box that asks for the PIN goes away again, and a
  /// sign-in under way keeps its clock.
  private mutating func wakeOnStart(
    _ start: StartModel, _ idle: Int, _ kioskOptions: KioskOptions
  ) -> [Effect] {
    var isAsking = false
    if case .pin = overlay { isAsking = true }
    guard isAsking || start.waitingFor != nil else { return [] }
    guard isAsking, idle >= kioskOptions.idleSeconds else {
      return [wakeWhenIdle(after: max(1, kioskOptions.idleSeconds.minus(idle)))]
    }
    overlay = nil
    return start.waitingFor == nil ? [] : [wakeWhenIdle(after: kioskOptions.idleSeconds)]
  }

  /// The alarm of a box that asks for the PIN over the first page, where no other runs.
  func closePinLater() -> [Effect] {
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

  /// What takes back everything a visit chose: the next one signs in as the same viewer.
  private var restoredChoices: [Effect] {
    var writes: [Write] = []
    for (title, before) in kiosk.before.sorted(by: { $0.key < $1.key }) {
      let now = choices[title] ?? Choice()
      if now.isOnMyList != before.isOnMyList {
        writes.append(.setOnMyList(before.isOnMyList, title))
      }
      if now.thumb != before.thumb { writes.append(.setThumb(before.thumb, title)) }
      if now.isHidden != before.isHidden { writes.append(.setHidden(before.isHidden, title)) }
    }
    return writes.map { .write($0) }
  }

  /// Starts over: nothing of whoever was here stays.
  mutating func resetKiosk() -> [Effect] {
    let intents = withTop { $0.leave(in: $1) }
    let left = perform(intents) + restoredChoices
    forgetViewer()
    wanted = nil
    kiosk = KioskState(visit: kiosk.visit + 1)
    pages = PageStack(.start(StartModel()))
    settings = firstSettings
    return left + [.useTheme(settings.theme), .write(.signOut(everywhere: false))]
  }
}
