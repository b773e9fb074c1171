/// What a person is told: which sentence, what is filled in, and how serious it is.
public struct UserMessage: Hashable, Sendable, Codable {
  /// The sentence.
  public let key: MessageKey
  /// What is filled into its placeholders.
  public let arguments: [String: String]
  /// How serious it is.
  public let severity: Severity
  /// What finds it in the log; shown muted on a second line.
  public let reference: String?

  /// How serious a message is.
  public enum Severity: String, Hashable, Sendable, Codable {
    /// Good to know.
    case info
    /// Something did not go as wished.
    case warning
    /// Something failed.
    case error
  }

  /// A message to people.
  public init(
    _ key: MessageKey, _ arguments: [String: String] = [:], severity: Severity = .info,
    reference: String? = nil
  ) {
    self.key = key
    self.arguments = arguments
    self.severity = severity
    self.reference = reference
  }
}
