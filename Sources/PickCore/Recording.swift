public import PickModel
public import PickStore

/// What a viewer watched; recording is idempotent by event identifier.
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

/// Facts that arrive together; some may be about titles that were removed.
extension Engine {
  /// The result of recording facts together: those that were not refused are stored, now or before.
  public struct Recorded: Equatable, Sendable {
    /// The number of new ones.
    public let newCount: Int
    /// Facts about titles or assets that are not there.
    public let refused: [EventID]
  }

  /// Records finished playbacks.
  public func record(_ events: [WatchEvent]) async throws(StoreError) -> Recorded {
    do {
      return Recorded(newCount: try await stores.watches.append(events), refused: [])
    } catch {
      // Assets are looked up only when one of them is missing.
      guard case .constraint = error else { throw error }
    }
    var known: Set<Asset.ID> = []
    for id in Set(events.map(\.asset)) where try await stores.catalog.asset(id) != nil {
      known.insert(id)
    }
    let kept = events.filter { known.contains($0.asset) }
    return Recorded(
      newCount: try await stores.watches.append(kept),
      refused: events.filter { !known.contains($0.asset) }.map(\.id))
  }

  /// Records opened detail pages.
  public func recordKnown(_ views: [DetailView]) async throws(StoreError) -> Recorded {
    let catalog = try await catalogSnapshot()
    let kept = views.filter { catalog.position(of: $0.title) != nil }
    return Recorded(
      newCount: try await stores.watches.append(kept),
      refused: views.filter { catalog.position(of: $0.title) == nil }.map(\.id))
  }

  /// Records cards that were visible.
  public func recordKnown(_ impressions: [Impression]) async throws(StoreError) -> Recorded {
    let catalog = try await catalogSnapshot()
    let kept = impressions.filter { catalog.position(of: $0.title) != nil }
    return Recorded(
      newCount: try await stores.watches.append(kept),
      refused: impressions.filter { catalog.position(of: $0.title) == nil }.map(\.id))
  }
}

/// What a viewer chose; saying it again changes nothing. `false` when there is no such title.
extension Engine {
  /// Puts a title on the list or takes it off.
  public func setOnMyList(
    _ isOnList: Bool, title: Title.ID, viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Bool {
    guard try await exists(title) else { return false }
    try await stores.choices.setOnMyList(isOnList, title: title, viewer: viewer, at: now)
    return true
  }

  /// Sets or withdraws a thumb.
  public func setThumb(
    _ thumb: Thumb?, title: Title.ID, viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Bool {
    guard try await exists(title) else { return false }
    try await stores.choices.setThumb(thumb, title: title, viewer: viewer, at: now)
    return true
  }

  /// Hides a title, or shows it again.
  public func setHidden(
    _ isHidden: Bool, title: Title.ID, viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Bool {
    guard try await exists(title) else { return false }
    try await stores.choices.setHidden(isHidden, title: title, viewer: viewer, at: now)
    return true
  }

  /// Leaves a title out of history and recommendations until it is watched again.
  public func forget(
    title: Title.ID, viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Bool {
    guard try await exists(title) else { return false }
    try await stores.choices.forget(title: title, viewer: viewer, at: now)
    return true
  }

  /// Takes `forget` back.
  public func unforget(title: Title.ID, viewer: Viewer.ID) async throws(StoreError) -> Bool {
    guard try await exists(title) else { return false }
    try await stores.choices.unforget(title: title, viewer: viewer)
    return true
  }

  /// Withdraws what was watched of a title from `since` on: it is as it was before, and that
  /// watching counts no longer in what is popular.
  ///
  /// A kiosk ends each visit so. The titles that visitors opened would be missing for those after
  /// them, and at an hour of few viewers one visitor's film would lead home for the next one.
  public func withdraw(
    title: Title.ID, viewer: Viewer.ID, since: Instant, now: Instant
  ) async throws(StoreError) -> Bool {
    guard try await exists(title) else { return false }
    guard since < now else { return true }
    try await stores.choices.withdraw(title: title, viewer: viewer, since..<now)
    try await stores.watches.discount(title, of: viewer, since: since)
    return true
  }

  /// Takes a title out of continue watching until it is watched again, or puts it back.
  public func setAside(
    _ isSetAside: Bool, title: Title.ID, viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Bool {
    guard try await exists(title) else { return false }
    try await stores.choices.setAside(isSetAside, title: title, viewer: viewer, at: now)
    return true
  }

  /// Replaces the arrangement of home.
  public func arrangeHome(
    _ arrangement: HomeArrangement, viewer: Viewer.ID
  ) async throws(StoreError) {
    try await stores.choices.arrangeHome(arrangement, viewer: viewer)
  }

  private func exists(_ title: Title.ID) async throws(StoreError) -> Bool {
    try await catalogSnapshot()[title] != nil
  }
}
