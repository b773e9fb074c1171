import PickClient
public import PickModel

extension AppModel {
  /// Takes in what happened and says what is to be done about it.
  public mutating func update(_ message: Message, at now: Instant) -> [Effect] {
    self.now = now
    let effects =
      switch message {
      case .started(let seed): start(seed: seed)
      case .input(let event): take(event)
      case .answered(let request, _, let outcome): answer(outcome, to: request)
      case .wrote(let write, let failure): confirm(write, failure)
      case .alarm(let alarm): wake(alarm)
      case .modelTrained: welcomeModel()
      }
    return effects + askForParts() + lookAtCards()
  }

  private mutating func start(seed: UInt64) -> [Effect] {
    random = seed
    let first = options.firstNotice.map { show($0) } ?? []
    guard options.kiosk == nil else { return [untilNextMinute] + first }
    if options.isRemote { return ask(.lastHome) + [untilNextMinute] + first }
    return guardNavigation() + ask(.home) + [untilNextMinute, .trainIfNeeded] + first
  }

  private mutating func welcomeModel() -> [Effect] {
    guard case .signedIn = session else { return [] }
    return show(.modelArrived) + ask(.home)
  }

  private mutating func take(_ event: InputEvent) -> [Effect] {
    switch event {
    case .resized(let size):
      self.size = size
      pages.forEach { page in page.change { $0.unscroll() } }
      settle()
      return []
    case .resumed: return []
    case .ended(let ending): return end(ending)
    case .key, .pasted:
      if let effects = noteKioskInput() { return effects }
      return press(event)
    }
  }

  /// In a lobby the terminal's interrupt and quit keys are ignored.
  private mutating func end(_ ending: InputEvent.Ending) -> [Effect] {
    let isIgnored = options.kiosk != nil && (ending == .interrupted || ending == .quit)
    return isIgnored ? [] : quit(.ended(ending))
  }

  /// Leaves the page, so that a position is kept, and ends.
  mutating func quit(_ reason: ExitReason) -> [Effect] {
    let intents = withTop { $0.leave(in: $1) }
    return perform(intents) + [.quit(reason)]
  }

  /// Lets the shown page change itself.
  mutating func withTop<T>(_ body: (inout any Screen, ScreenContext) -> T) -> T {
    let context = freshContext()
    return pages.top.change { body(&$0, context) }
  }

  /// What a page may know, with a new identity.
  mutating func freshContext() -> ScreenContext {
    var generator = SplitMix64(seed: random)
    let id = EventID(at: now, using: &generator)
    random = generator.state
    return ScreenContext(
      size: contentSize, now: now, eventID: id, isKiosk: options.kiosk != nil,
      isRemote: options.isRemote)
  }

  /// Lets every page find its focus again.
  mutating func settle() {
    let context = freshContext()
    pages.forEach { page in page.change { $0.settle(in: context) } }
  }

  /// The wake-up at the next full minute, when the clock on the screen changes.
  private var untilNextMinute: Effect {
    let passed = now.millisecondsSince1970 % 60_000
    return .wake(.clock, afterMilliseconds: Int(60_000 - max(0, passed)))
  }

  /// Says something that passes.
  mutating func show(_ kind: Announcement.Kind) -> [Effect] {
    lastNumber += 1
    notice = Announcement(kind: kind, number: lastNumber)
    return [.wake(.notice(lastNumber), afterMilliseconds: 4000)]
  }
}

extension AppModel {
  /// An alarm went off.
  mutating func wake(_ alarm: Alarm) -> [Effect] {
    switch alarm {
    case .clock: return tellTime()
    case .connect: return connect()
    case .lookOut: return lookOut()
    case .slow(let request):
      pages.forEach { page in page.change { $0.turnSlow(request) } }
      return []
    case .deadline(let request):
      guard asked[request] != nil else { return [] }
      return answer(.failure(.unreachable), to: request)
    case .notice(let number):
      if notice?.number == number { notice = nil }
      return []
    case .impressions(let number): return recordCards(number)
    case .pinPause: return wakePin()
    case .kioskIdle, .kioskCountdown: return wakeKiosk(alarm)
    case .throttle: return wakeEverybody(alarm)
    case .playback, .deviceTick:
      let wasPlaying = isPlaybackRunning
      let intents = withTop { $0.wake(alarm, in: $1) }
      // The viewer watched until the end, so the idle time begins there.
      if wasPlaying, !isPlaybackRunning { kiosk.lastKeyAt = now }
      return perform(intents)
    }
  }

  private var isPlaybackRunning: Bool {
    if case .player(let player) = pages.top { player.endsByItself } else { false }
  }

  /// Hands an alarm to every page: the one that waits may be below the shown one.
  private mutating func wakeEverybody(_ alarm: Alarm) -> [Effect] {
    let context = freshContext()
    var intents: [Intent] = []
    pages.forEach { page in intents += page.change { $0.wake(alarm, in: context) } }
    return perform(intents)
  }

  /// Each minute the clock is redrawn; each hour home has other rising titles and is asked for again.
  private mutating func tellTime() -> [Effect] {
    guard case .signedIn = session, case .home(let home) = pages.top, !home.page.isLoading,
      let builtFor = home.page.value?.builtFor,
      SeoulTime(builtFor).hour != SeoulTime(now).hour
    else { return [untilNextMinute] }
    return [untilNextMinute] + ask(.home)
  }
}

/// What differs with a remote server: answers are slow, or it cannot be reached.
extension AppModel {
  /// Milliseconds between two checks whether the server is back; the service asks it less often.
  private static let lookOutMilliseconds = 3000

  /// Shows the stored front page, then asks the server: the network is not used before the first frame
  /// is painted.
  mutating func begin(with outcome: Outcome<Answer>) -> [Effect] {
    if case .success(.lastHome(let last?)) = outcome {
      pages.forEach { page in
        guard case .home(var home) = page, home.page.value == nil else { return }
        home.showOld(last)
        page = .home(home)
      }
      settle()
    }
    return [.wake(.connect, afterMilliseconds: 0)]
  }

  /// Asks the server for the first time.
  mutating func connect() -> [Effect] {
    guard session == .unknown else { return [] }
    return guardNavigation() + ask(.home)
  }

  /// Shows the skeleton of home at once: a server rarely answers within the usual tenth of a second.
  mutating func showSkeleton() {
    pages.forEach { page in
      guard case .home(let home) = page, let request = home.page.waitingFor else { return }
      page.change { $0.turnSlow(request) }
    }
  }

  /// Asks how things stand with the server, where there is one.
  mutating func askAboutServer() -> [Effect] {
    guard options.isRemote, case .signedIn = session else { return [] }
    return ask(.cautions)
  }

  /// Keeps the service's cautions.
  ///
  /// While the server is away it is asked regularly; once it is back the shown page is loaded again.
  mutating func note(_ cautions: SessionCautions) -> [Effect] {
    let isBack = self.cautions.isOffline && !cautions.isOffline
    self.cautions = cautions
    if isBack { return askForTop() + (pages.top.headerEntry == .home ? [] : ask(.home)) }
    guard cautions.isOffline, !isLookingOut else { return [] }
    isLookingOut = true
    return [.wake(.lookOut, afterMilliseconds: Self.lookOutMilliseconds)]
  }

  mutating func lookOut() -> [Effect] {
    isLookingOut = false
    guard cautions.isOffline, case .signedIn = session else { return [] }
    return guardNavigation() + ask(.cautions)
  }
}
