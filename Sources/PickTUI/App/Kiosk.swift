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
  /// Titles this visit opened, played or marked.
  var opened: Set<Title.ID> = []
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

  private var isSigningIn: Bool { asked.values.contains(.signIn) }

  private func wakeWhenIdle(after seconds: Int) -> Effect {
    .wake(.kioskIdle(visit: kiosk.visit), afterMilliseconds: max(1, seconds).times(1000))
  }

  /// Counts down after a long time without a key; never during playback.
  mutating func wakeKiosk(_ alarm: Alarm) -> [Effect] {
    guard let kioskOptions = options.kiosk else { return [] }
    if alarm == .kioskCountdown(visit: kiosk.visit) { return countDown() }
    guard alarm == .kioskIdle(visit: kiosk.visit), kiosk.secondsLeft == nil else { return [] }
    let idle = max(0, Int(saturating: now.seconds(since: kiosk.lastKeyAt)))
    if case .start = pages.top { return wakeOnStart(idle, kioskOptions) }
    if pages.top.traits.isPlaying {
      kiosk.lastKeyAt = now
      return [wakeWhenIdle(after: kioskOptions.idleSeconds)]
    }
    guard idle >= kioskOptions.idleSeconds else {
      return [wakeWhenIdle(after: kioskOptions.idleSeconds.minus(idle))]
    }
    kiosk.secondsLeft = kioskOptions.countdownSeconds
    return [nextCount]
  }

  /// The start page has no countdown, but the PIN box over it closes after the idle time, and a
  /// sign-in in progress keeps its clock.
  private mutating func wakeOnStart(_ idle: Int, _ kioskOptions: KioskOptions) -> [Effect] {
    var isAsking = false
    if case .pin = overlay { isAsking = true }
    guard isAsking || isSigningIn else { return [] }
    guard isAsking, idle >= kioskOptions.idleSeconds else {
      return [wakeWhenIdle(after: max(1, kioskOptions.idleSeconds.minus(idle)))]
    }
    overlay = nil
    return !isSigningIn ? [] : [wakeWhenIdle(after: kioskOptions.idleSeconds)]
  }

  /// The alarm of a box that asks for the PIN over the first page, where no other runs.
  private func closePinLater() -> [Effect] {
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
    if options.kiosk != nil { kiosk.opened.insert(title) }
  }

  /// Remembers the title of a page that opens.
  mutating func noteOpened(_ page: Page) {
    if case .detail(let model) = page { noteOpened(model.id) }
    if case .player(let model) = page { noteOpened(model.title) }
  }

  /// Writes that leave what a visit watched out of history and recommendations.
  private var forgottenTitles: [Effect] { kiosk.opened.sorted().map { .write(.forget($0)) } }

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
    let left = leaveTop() + restoredChoices + forgottenTitles
    forgetViewer()
    wanted = nil
    kiosk = KioskState(visit: kiosk.visit + 1)
    pages = PageStack(.start(StartModel()))
    settings = firstSettings
    return left + [.useTheme(settings.theme), .write(.signOut(everywhere: false))]
  }
}

/// The PIN that ends a kiosk.
public struct PinModel: Equatable, Sendable {
  var field = TextField(isSecret: true, maximumLength: 20)
  /// Whether the last try was wrong.
  var isWrong = false
  /// Seconds until the next try is looked at; 0 when it is looked at now.
  var secondsLeft = 0

  /// Nothing typed yet.
  public init() {}
}

/// How long the next PIN has to wait after wrong ones.
///
/// The first wrong PIN has no pause; after the second it is 2 s and doubles with each further one, up
/// to 5 minutes. All 10,000 PINs of four digits take a month. The pause belongs to the program, not
/// to the box: neither closing the box nor the end of the visit ends it. A day without a wrong PIN
/// resets the count.
struct PinThrottle: Equatable, Sendable {
  private static let longestPauseSeconds = 300
  private static let memorySeconds = 86_400.0

  /// Wrong ones in a row.
  private(set) var failures = 0
  private var lastAt = Instant(millisecondsSince1970: 0)

  /// A wrong one.
  mutating func fail(at now: Instant) {
    if now.seconds(since: lastAt) >= Self.memorySeconds { failures = 0 }
    failures += 1
    lastAt = now
  }

  /// Whole seconds until the next one is looked at, rounded up.
  func secondsLeft(at now: Instant) -> Int {
    guard failures > 1 else { return 0 }
    let pause = failures < 10 ? 1 << (failures - 1) : Self.longestPauseSeconds
    // After the clock was set back no time counts as passed, and the pause does not grow.
    let passed = max(0, now.seconds(since: lastAt))
    let left = Double(min(pause, Self.longestPauseSeconds)) - passed
    return left > 0 ? Int(left.rounded(.up)) : 0
  }
}

extension AppModel {
  /// Asks for the PIN that ends a kiosk.
  mutating func askForPin() -> [Effect] {
    var pin = PinModel()
    pin.secondsLeft = pinThrottle.secondsLeft(at: now)
    overlay = .pin(pin)
    return nextPinTick(pin) + closePinLater()
  }

  /// Hands a key to the field; a PIN entered within the pause is not checked.
  mutating func press(_ event: InputEvent, _ pin: PinModel) -> [Effect] {
    var pin = pin
    let isEmpty = pin.field.text.isEmpty
    if event == .key(.escape) || (event == .key(.backspace) && isEmpty) {
      overlay = nil
      return []
    }
    // A passer-by who came here by mistake leaves by any key that types nothing.
    let leaving: [Key] = [.enter, .up, .down, .left, .right, .tab]
    if isEmpty, case .key(let key) = event, leaving.contains(key) {
      overlay = nil
      return []
    }
    guard event == .key(.enter) else {
      _ = pin.field.handle(event)
      overlay = .pin(pin)
      return []
    }
    let wasWaiting = pin.secondsLeft > 0
    pin.secondsLeft = pinThrottle.secondsLeft(at: now)
    defer { overlay = overlay.map { _ in .pin(pin) } }
    guard pin.secondsLeft == 0 else { return wasWaiting ? [] : nextPinTick(pin) }
    guard pin.field.text != options.kiosk?.pin else { return leaveForGood() }
    pinThrottle.fail(at: now)
    pin = PinModel()
    pin.isWrong = true
    pin.secondsLeft = pinThrottle.secondsLeft(at: now)
    return [.report(.wrongPin(inARow: pinThrottle.failures))] + nextPinTick(pin)
  }

  /// A second of the pause is over.
  mutating func wakePin() -> [Effect] {
    guard case .pin(var pin) = overlay else { return [] }
    pin.secondsLeft = pinThrottle.secondsLeft(at: now)
    overlay = .pin(pin)
    return nextPinTick(pin)
  }

  private func nextPinTick(_ pin: PinModel) -> [Effect] {
    pin.secondsLeft > 0 ? [.wake(.pinPause, afterMilliseconds: 1000)] : []
  }
}
