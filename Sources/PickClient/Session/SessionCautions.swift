/// What a viewer should know about their session, though nothing of it stops them.
public struct SessionCautions: Hashable, Sendable, Codable {
  /// Whether tokens look as if the machine's clock were wrong.
  public let clockSeemsWrong: Bool
  /// Whether the session ends with the program, because it cannot be stored.
  public let isUnsaved: Bool
  /// Whether the server did not answer last: pages are those kept on this device.
  public let isOffline: Bool
  /// How many facts wait on this device for the server.
  public let unsentFacts: Int

  /// Cautions; none unless told otherwise.
  public init(
    clockSeemsWrong: Bool = false, isUnsaved: Bool = false, isOffline: Bool = false,
    unsentFacts: Int = 0
  ) {
    self.clockSeemsWrong = clockSeemsWrong
    self.isUnsaved = isUnsaved
    self.isOffline = isOffline
    self.unsentFacts = unsentFacts
  }
}
