public import PickModel

/// Where a running playback stands; the event's identity is in the path.
public struct PlaybackRequest: Hashable, Sendable, Codable {
  /// What plays.
  public let asset: WireIdentifier<Asset>
  /// When it began.
  public let startedAt: Instant
  /// Seconds of the asset that were played.
  public let watchedSeconds: Int
  /// Seconds from the start of the asset.
  public let position: Int

  /// Where a playback stands.
  public init(asset: Asset.ID, startedAt: Instant, watchedSeconds: Int, position: Int) {
    self.asset = WireIdentifier(asset)
    self.startedAt = startedAt
    self.watchedSeconds = watchedSeconds
    self.position = position
  }

  /// The event it would become if it stopped now.
  public func event(id: EventID, of viewer: Viewer.ID) -> WatchEvent {
    WatchEvent(
      id: id, viewer: viewer, asset: asset.value, startedAt: startedAt,
      watchedSeconds: watchedSeconds, endPosition: position, source: .player)
  }

  private enum CodingKeys: String, CodingKey {
    case asset, position
    case startedAt = "started_at"
    case watchedSeconds = "watched_seconds"
  }
}
