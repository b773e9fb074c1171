public import PickModel

/// The viewer says that an asset was watched, or takes that back.
public struct MarkWatchedRequest: Hashable, Sendable, Codable {
  /// The identity of the event it becomes; safe to repeat.
  public let id: WireEventID
  /// When it was said.
  public let at: Instant

  /// An asset was watched.
  public init(id: EventID, at: Instant) {
    self.id = WireEventID(id)
    self.at = at
  }
}
