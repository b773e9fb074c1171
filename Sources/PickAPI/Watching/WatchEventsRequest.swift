public import PickModel

/// Finished playbacks; safe to repeat.
public struct WatchEventsRequest: Hashable, Sendable, Codable {
  /// One finished playback.
  public struct Item: Hashable, Sendable, Codable {
    /// The fact's identity.
    public let id: WireEventID
    /// What was watched.
    public let asset: WireIdentifier<Asset>
    /// When it began.
    public let startedAt: Instant
    /// Seconds of the asset that were played.
    public let watchedSeconds: Int
    /// Where it ended, in seconds from the start of the asset.
    public let position: Int

    /// A finished playback.
    public init(
      id: EventID, asset: Asset.ID, startedAt: Instant, watchedSeconds: Int, position: Int
    ) {
      self.id = WireEventID(id)
      self.asset = WireIdentifier(asset)
      self.startedAt = startedAt
      self.watchedSeconds = watchedSeconds
      self.position = position
    }

    /// The fact, of the viewer whose token it came with.
    public func event(of viewer: Viewer.ID) -> WatchEvent {
      WatchEvent(
        id: id.value, viewer: viewer, asset: asset.value, startedAt: startedAt,
        watchedSeconds: watchedSeconds, endPosition: position, source: .player)
    }

    private enum CodingKeys: String, CodingKey {
      case id, asset, position
      case startedAt = "started_at"
      case watchedSeconds = "watched_seconds"
    }
  }

  /// The playbacks, at most `WireLimits.batchCount`.
  public let events: [Item]

  /// Finished playbacks.
  public init(_ events: [Item]) { self.events = events }
}
