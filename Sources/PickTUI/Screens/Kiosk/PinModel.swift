import PickModel

/// The PIN that ends a kiosk.
public struct PinModel: Equatable, Sendable {
  /// What was typed.
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
/// The first wrong one is free (a slip of the finger); from the second on the pause is 2 s and
/// doubles with each further one, up to 5 minutes. So 10,000 PINs of four digits take a month, and
/// half of them two weeks. It belongs to the program and not to the page that asks: going back, or
/// the lobby's starting over, ends no pause. A day without a wrong one forgets.
struct PinThrottle: Equatable, Sendable {
  static let longestPauseSeconds = 300
  static let memorySeconds = 86_400.0

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
    // Where the clock was set back nothing has passed yet, and no pause is longer than it was.
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

  /// What is typed goes to the field; a PIN that comes within the pause is not looked at.
  mutating func press(_ event: InputEvent, _ pin: PinModel) -> [Effect] {
    var pin = pin
    let isEmpty = pin.field.text.isEmpty
    if event == .key(.escape) || (event == .key(.backspace) && isEmpty) {
      overlay = nil
      return []
    }
    // Enter in an empty field is somebody who wants in, and no wrong PIN.
    if event == .key(.enter), isEmpty { return [] }
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
