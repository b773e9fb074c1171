import PickModel

/// The PIN that ends a kiosk.
public struct PinModel: Equatable, Sendable {
  var field = TextField(isSecret: true, maximumLength: 20)
  /// Digits for staff without a keyboard.
  var pad = KeyPad(.digits)
  /// Whether the last try was wrong, and nothing was typed since.
  var isWrong = false
  /// Seconds until the next try is looked at; 0 when it is looked at now.
  var secondsLeft = 0

  /// Nothing typed yet.
  public init() {}
}

/// How long the next PIN has to wait after wrong ones.
///
/// The first wrong PIN has no pause; after the second it is 2 s and doubles with each further one, up
/// to half a minute, so that a passer-by who plays with the box keeps the staff waiting no longer.
/// After 20 wrong ones in a row each further one has five minutes. In a day that makes 20 + 288
/// tries: 3.1 % of the PINs of four digits, 0.03 % of those of six
/// (`docs/decisions/kiosk-pin.md`). The pause belongs to the program, not to the box: neither closing
/// the box nor the end of the visit ends it. A day without a wrong PIN resets the count.
struct PinThrottle: Equatable, Sendable {
  /// The longest pause after one of the first wrong PINs, and after those beyond them.
  private static let (shortPauseSeconds, longPauseSeconds) = (30, 300)
  /// Wrong PINs in a row with the shorter pause.
  private static let patience = 20
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

  /// Seconds between a wrong PIN and the next one that is looked at.
  private var pauseSeconds: Int {
    switch failures {
    case ...1: 0
    case ...5: min(1 << (failures - 1), Self.shortPauseSeconds)
    case ...Self.patience: Self.shortPauseSeconds
    default: Self.longPauseSeconds
    }
  }

  /// Whole seconds until the next one is looked at, rounded up.
  func secondsLeft(at now: Instant) -> Int {
    // After the clock was set back no time counts as passed, and the pause does not grow.
    let left = Double(pauseSeconds) - max(0, now.seconds(since: lastAt))
    return left > 0 ? Int(left.rounded(.up)) : 0
  }
}

extension AppModel {
  /// Asks for the PIN that ends a kiosk.
  mutating func askForPin() -> [Effect] {
    var pin = PinModel()
    pin.secondsLeft = pinThrottle.secondsLeft(at: now)
    overlay = .pin(pin)
    return nextPinTick(pin) + comeBackLater()
  }

  /// Hands a key to the pad or the field; a PIN entered within the pause is not checked, but kept, so
  /// that it can be once the pause is over.
  mutating func press(_ event: InputEvent, _ pin: PinModel) -> [Effect] {
    guard !leaves(event, pin) else {
      overlay = nil
      return []
    }
    var pin = pin
    defer { overlay = overlay.map { _ in .pin(pin) } }
    if case .key(let key) = event, key.typed == nil, let action = options.keyMap.action(for: key) {
      if action == .open { return press(pin.pad.focused, &pin) }
      if pin.pad.move(action) || [.up, .down].contains(action) { return [] }
    }
    if pin.field.handle(event) {
      pin.pad.focusDone()
      pin.isWrong = false
    }
    return []
  }

  /// Whether a key closes the box: Back, unless it takes back what was typed.
  ///
  /// Enter on nothing typed leaves it open: the next Enter would press what lies below.
  private func leaves(_ event: InputEvent, _ pin: PinModel) -> Bool {
    guard case .key(let key) = event, key.typed == nil else { return false }
    if key == .escape { return true }
    let isEmpty = pin.field.text.isEmpty
    let action = options.keyMap.action(for: key)
    if key == .backspace || action == .back { return isEmpty || pin.secondsLeft > 0 }
    return isEmpty && key == .tab
  }

  /// Presses a key of the pad.
  private mutating func press(_ key: KeyPad.PadKey, _ pin: inout PinModel) -> [Effect] {
    guard key == .done else {
      pin.field.press(key)
      pin.isWrong = false
      return []
    }
    guard !pin.field.text.isEmpty else { return [] }
    let wasWaiting = pin.secondsLeft > 0
    pin.secondsLeft = pinThrottle.secondsLeft(at: now)
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

extension AppModel {
  /// A message as a recording keeps it: no secret can be read from it.
  ///
  /// What is typed becomes asterisks. On the pad of the PIN a pressed digit becomes one, too, and the
  /// way of the focus a key without a meaning, so that a replay types as much at the same times.
  func recorded(_ message: Message) -> Message {
    guard isTypingSecret else { return message }
    guard case .pin(let pin) = overlay, case .input(.key(let key)) = message, key.typed == nil,
      let action = options.keyMap.action(for: key)
    else { return message.withoutSecrets }
    let nothing = Message.input(.key(Key(.function(63))))
    switch action {
    case .up, .down, .left, .right: return nothing
    case .open:
      switch pin.pad.focused {
      case .character, .space: return .input(.key(.character("*")))
      case .delete: return pin.field.text.isEmpty ? nothing : .input(.key(.backspace))
      case .done: return message
      case .script: return nothing
      }
    default: return message
    }
  }
}
