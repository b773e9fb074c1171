public import PickModel

/// What a viewer watched, recorded once whatever is repeated.
extension Engine {
  /// For how long a checkpoint may still belong to a running player, in seconds: six times as long
  /// as one lasts.
  public static let checkpointLife: Int64 = 60

  /// Records a finished playback.
  public func record(_ event: WatchEvent) async throws(StoreError) {
    try await stores.watches.append([event])
  }

  /// Saves where a playback stands at `now`.
  public func save(_ event: WatchEvent, now: Instant) async throws(StoreError) {
    try await stores.watches.save(PlaybackCheckpoint(event: event, takenAt: now))
  }

  /// Turns playbacks whose player died into what was watched.
  public func settleAbandoned(of viewer: Viewer.ID, now: Instant) async throws(StoreError) {
    let before = now.advanced(bySeconds: -Self.checkpointLife)
    try await stores.watches.settleCheckpoints(of: viewer, takenBefore: before)
  }

  /// Marks an asset as watched: an event of its full running time.
  ///
  /// `false` when there is no such asset.
  public func markWatched(
    _ id: EventID, asset: Asset.ID, viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Bool {
    try await recordMark(id, asset: asset, viewer: viewer, now: now) != nil
  }

  /// The same; says how many events were new, `nil` when there is no such asset.
  public func recordMark(
    _ id: EventID, asset: Asset.ID, viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Int? {
    guard let asset = try await stores.catalog.asset(asset) else { return nil }
    let event = WatchEvent(
      id: id, viewer: viewer, asset: asset.id, startedAt: now,
      watchedSeconds: asset.runningSeconds ?? 0, endPosition: asset.runningSeconds,
      source: .marked)
    return try await stores.watches.append([event])
  }

  /// Takes back that an asset was watched: the viewer stands where they stood before.
  ///
  /// Nothing is deleted: a mark at the start of the asset says so. `false` when there is no such
  /// asset.
  public func unmarkWatched(
    _ id: EventID, asset: Asset.ID, viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Bool {
    guard let asset = try await stores.catalog.asset(asset) else { return false }
    let event = WatchEvent(
      id: id, viewer: viewer, asset: asset.id, startedAt: now, watchedSeconds: 0, endPosition: 0,
      source: .marked)
    try await stores.watches.append([event])
    return true
  }

  /// Records opened detail pages.
  public func record(_ views: [DetailView]) async throws(StoreError) {
    try await stores.watches.append(views)
  }

  /// Records cards that were visible.
  public func record(_ impressions: [Impression]) async throws(StoreError) {
    try await stores.watches.append(impressions)
  }
}
