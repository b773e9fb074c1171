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
      case .searchesRecalled(let searches, let viewer): recall(searches, of: viewer)
      case .modelTrained: welcomeModel()
      case .picturesShow(let requests): showPictures(requests)
      case .pictureCame(let request, let pigments):
        gallery.take(pigments, for: request, at: now)
      }
    return effects + askForParts() + lookAtCards() + sayWhatWaited()
  }

  private mutating func start(seed: UInt64) -> [Effect] {
    random = seed
    let first = options.firstNotice.map { show($0) } ?? []
    guard options.kiosk == nil else { return [untilNextMinute] + first }
    if options.isRemote { return ask(.lastHome) + [untilNextMinute] + first }
    return guardNavigation() + ask(.lastHome) + ask(.home) + [untilNextMinute, .trainIfNeeded]
      + first
  }

  private mutating func welcomeModel() -> [Effect] {
    guard case .signedIn = session else { return [] }
    modelNoticeWaits = true
    return ask(.home)
  }

  /// Says that recommendations are new once nothing plays: it is no reason to cover a film.
  private mutating func sayWhatWaited() -> [Effect] {
    guard modelNoticeWaits, !pages.top.traits.isPlayer, case .signedIn = session else { return [] }
    modelNoticeWaits = false
    return show(.modelArrived)
  }

  private mutating func take(_ event: InputEvent) -> [Effect] {
    switch event {
    case .resized(let size):
      self.size = size
      tellPages(.resized)
      settle()
      return []
    case .resumed: return []
    case .graphics(let support):
      graphics = support
      return []
    case .ended(let ending): return end(ending)
    case .key, .pasted:
      gallery.noteKey(at: now)
      if let effects = noteKioskInput() { return effects }
      return press(event)
    }
  }

  /// In a lobby the terminal's interrupt and quit keys are ignored.
  private mutating func end(_ ending: InputEvent.Ending) -> [Effect] {
    let isIgnored = options.kiosk != nil && (ending == .interrupted || ending == .quit)
    return isIgnored ? [] : quit(.ended(ending))
  }

  /// Leaves the page, so that a position is kept, and ends; a lobby's visit ends with it.
  mutating func quit(_ reason: ExitReason) -> [Effect] {
    leaveTop() + endVisit() + [.quit(reason)]
  }

  /// Hands a message to the shown page.
  ///
  /// - Returns: the effects for the runner; `nil` when the message means nothing to the page.
  mutating func updateTop(_ message: PageMessage) -> [Effect]? {
    let context = newContext()
    return pages.top.update(message, in: context).map { perform($0) }
  }

  /// Hands a message to every page, the bottom one first.
  mutating func updatePages(_ message: PageMessage) -> [Effect] {
    let context = newContext()
    var effects: [Effect] = []
    pages.forEach { page in effects += page.update(message, in: context) ?? [] }
    return perform(effects)
  }

  /// Tells every page something that no page answers with effects.
  mutating func tellPages(_ message: PageMessage) {
    let context = context
    pages.forEach { page in _ = page.update(message, in: context) }
  }

  /// Lets the shown page end what must not go on without it.
  mutating func leaveTop() -> [Effect] { updateTop(.left) ?? [] }

  /// A context with a new identity.
  mutating func newContext() -> PageContext {
    let (context, state) = nextContext
    random = state
    return context
  }

  /// An identity nothing else has.
  mutating func newEventID() -> EventID { newContext().eventID }

  /// A context for messages that record no fact: its identity is used again.
  var context: PageContext { nextContext.context }

  private var nextContext: (context: PageContext, random: UInt64) {
    var generator = SplitMix64(seed: random)
    let id = EventID(at: now, using: &generator)
    let context = PageContext(
      layout: layout, now: now, eventID: id, isKiosk: options.kiosk != nil,
      isRemote: options.isRemote, language: strings.language,
      showsHangul: options.capabilities.showsHangul, recentSearches: recentSearches)
    return (context, generator.state)
  }

  /// Lets every page find its focus again.
  mutating func settle() {
    let context = newContext()
    pages.forEach { page in _ = page.update(.changed, in: context) }
  }

  /// Asks for the parts of shelves that the shown page needs next.
  private mutating func askForParts() -> [Effect] {
    guard overlay == nil, !isTooSmall, case .signedIn = session else { return [] }
    return pages.top.missingParts(in: layout).flatMap { ask($0) }
  }

  /// The wake-up at the next full minute, when the clock on the screen changes.
  private var untilNextMinute: Effect {
    let passed = now.millisecondsSince1970 % 60_000
    return .wake(.clock, afterMilliseconds: Int(60_000 - max(0, passed)))
  }

  /// Says something that passes.
  ///
  /// - Parameters:
  ///   - kind: the fact.
  ///   - offersUndo: whether the key that takes it back is named; such a notice stays longer.
  /// - Returns: the alarm that ends it.
  mutating func show(_ kind: Announcement.Kind, offersUndo: Bool = false) -> [Effect] {
    lastNumber += 1
    notice = Announcement(kind: kind, number: lastNumber, offersUndo: offersUndo)
    return [.wake(.notice(lastNumber), afterMilliseconds: offersUndo ? 8000 : 4000)]
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
      tellPages(.slow(request))
      return []
    case .deadline(let request):
      guard asked[request] != nil else { return [] }
      return answer(.failure(.unreachable), to: request)
    case .notice(let number):
      if notice?.number == number { notice = nil }
      return []
    case .impressions(let number): return recordCards(number)
    case .pinPause: return wakePin()
    case .pictures: return gallery.wake(at: now)
    case .kioskIdle, .kioskCountdown: return wakeKiosk(alarm)
    // The page that waits may be below the shown one.
    case .throttle: return updatePages(.alarm(alarm))
    case .playback, .nextEpisode, .deviceTick:
      let wasPlaying = pages.top.traits.isPlaying
      let effects = updateTop(.alarm(alarm)) ?? []
      // The viewer watched until the end, so the idle time begins there.
      if wasPlaying, !pages.top.traits.isPlaying { kiosk.lastKeyAt = now }
      return effects
    }
  }

  /// Each minute the clock is redrawn; a page may ask for new content.
  private mutating func tellTime() -> [Effect] {
    guard case .signedIn = session, let effects = pages.top.update(.alarm(.clock), in: context)
    else { return [untilNextMinute] }
    return [untilNextMinute] + perform(effects)
  }
}

/// The behaviour until a page is there: a remote server may be slow or out of reach.
extension AppModel {
  /// Milliseconds between two checks whether the server is back; the service asks it less often.
  private static let lookOutMilliseconds = 3000

  /// Shows the stored front page; a server is asked after that only, so that the network is not used
  /// before the first frame is painted.
  mutating func begin(with outcome: Outcome<Answer>) -> [Effect] {
    if case .success(.lastHome(let last?)) = outcome {
      tellPages(.event(.lastHome(last)))
      settle()
    }
    return options.isRemote ? [.wake(.connect, afterMilliseconds: 0)] : []
  }

  /// Asks the server for the first time.
  mutating func connect() -> [Effect] {
    guard session == .unknown else { return [] }
    return guardNavigation() + ask(.home)
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
    if isBack { gallery.forgiveFailures() }
    if isBack { return askForTop() + (pages.top.traits.entry == .home ? [] : ask(.home)) }
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
