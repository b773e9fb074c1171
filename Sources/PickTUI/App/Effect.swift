import PickClient
public import PickModel

/// What an update wants done; an equatable value, so a test reads it without performing it.
public enum Effect: Hashable, Sendable {
  /// Ask the service.
  case ask(Question, RequestID)
  /// Sign in; answered as `Question.signIn`.
  case signIn(Credentials, RequestID)
  /// Keep something, in order with every other write.
  case write(Write)
  /// Replace the password, in order with every other write.
  case changePassword(from: String, to: String)
  /// Wake the model after a while.
  case wake(Alarm, afterMilliseconds: Int)
  /// Keep theme, language and remembered number for the next start.
  case save(Settings)
  /// Paint in the colours of another theme.
  case useTheme(String)
  /// Train a model in a process of its own when there is none.
  case trainIfNeeded
  /// Write a line into the log.
  case report(Incident)
  /// End the program.
  case quit(ExitReason)

  /// Whether it has to run in order with the other writes.
  var isWrite: Bool {
    switch self {
    case .write, .changePassword, .signIn, .save: true
    default: false
    }
  }

  /// Why the program is to end; `nil` when it goes on.
  var exitReason: ExitReason? {
    guard case .quit(let reason) = self else { return nil }
    return reason
  }
}

/// What the keeper of a terminal wants to know of; never what was typed.
public enum Incident: Hashable, Sendable {
  /// A PIN of a kiosk was wrong, so many in a row by now.
  case wrongPin(inARow: Int)
}

/// Why the program ended.
public enum ExitReason: Hashable, Sendable {
  /// The viewer wanted to.
  case quit
  /// Something outside ended it.
  case ended(InputEvent.Ending)
}

/// What a viewer set on the screen and expects to find again.
public struct Settings: Hashable, Sendable, Codable {
  /// The language of the screen.
  public var language: Language
  /// The name of the theme.
  public var theme: String
  /// The set-top number to fill in; `nil` when it is not to be remembered.
  public var rememberedNumber: String?

  /// Settings as they are kept.
  public init(language: Language, theme: String, rememberedNumber: String?) {
    self.language = language
    self.theme = theme
    self.rememberedNumber = rememberedNumber
  }
}
