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

  /// A lobby's screen cannot be left by the keys of a terminal.
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

  /// What a page may know, with an identity nobody was given before.
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

  /// The clock on the screen shows minutes; nobody has to wake up more often.
  var untilNextMinute: Effect {
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
