import PickClient
import PickModel

/// Number and password.
public struct SignInModel: Equatable, Sendable {
  /// The set-top number.
  var number: TextField
  /// The password.
  var password = TextField.password
  /// Whether the number is to be filled in next time.
  var remembers: Bool
  /// Where the focus is.
  var focus: Field
  /// Why the page shows, or why the last try failed.
  var reason: Reason?
  /// Whether the machine's clock is probably why the session ended.
  var clockSeemsWrong = false
  /// The try whose answer is waited for.
  var waitingFor: RequestID?
  /// Whether a code that is approved elsewhere can take the place of a password.
  let offersDevice: Bool
  /// Until when no try is looked at.
  var throttledUntil: Instant?

  /// What a focus can be on, from top to bottom.
  enum Field: Equatable, Sendable, CaseIterable {
    case number, password, remember, button, device
  }

  /// What a focus can be on here.
  var fields: [Field] { Field.allCases.filter { $0 != .device || offersDevice } }

  /// What the page says above its fields.
  enum Reason: Equatable, Sendable {
    case signedOut, expired, revoked, wrong, tooLong, failed(ServiceError)

    /// Why a session is over, in the words of this page.
    init(_ ending: ServiceError.Ending) {
      switch ending {
      case .signedOut: self = .signedOut
      case .expired: self = .expired
      case .revoked: self = .revoked
      }
    }
  }

  /// A page with a remembered number, focused where typing goes on.
  init(number: String = "", reason: Reason? = nil, offersDevice: Bool = false) {
    self.offersDevice = offersDevice
    self.number = TextField(number, maximumLength: Account.longestNumber)
    self.reason = reason
    remembers = !number.isEmpty
    focus = number.isEmpty ? .number : .password
  }

  /// Whole seconds until a try is looked at; `nil` when it would be at once.
  func secondsLeft(at now: Instant) -> Int? {
    guard let throttledUntil, throttledUntil > now else { return nil }
    return Int(saturating: throttledUntil.seconds(since: now).rounded(.up))
  }
}
