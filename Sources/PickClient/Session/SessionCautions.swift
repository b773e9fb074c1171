/// What a viewer should know about their session, though nothing of it stops them.
public struct SessionCautions: Hashable, Sendable, Codable {
  /// Whether tokens look as if the machine's clock were wrong.
  public let clockSeemsWrong: Bool
  /// Whether the session ends with the program, because it cannot be stored.
  public let isUnsaved: Bool

  /// Cautions; none unless told otherwise.
  public init(clockSeemsWrong: Bool = false, isUnsaved: Bool = false) {
    self.clockSeemsWrong = clockSeemsWrong
    self.isUnsaved = isUnsaved
  }
}
