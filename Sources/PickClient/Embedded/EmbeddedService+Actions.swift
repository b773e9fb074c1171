import PickCore
public import PickModel

extension EmbeddedService {
  /// Puts a title on the list or takes it off.
  public func setOnMyList(_ isOnList: Bool, title: Title.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      try await engine.setOnMyList(isOnList, title: title, viewer: viewer, now: now)
    }
  }

  /// Sets or withdraws a thumb.
  public func setThumb(_ thumb: Thumb?, title: Title.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      try await engine.setThumb(thumb, title: title, viewer: viewer, now: now)
    }
  }

  /// Hides a title, or shows it again.
  public func setHidden(_ isHidden: Bool, title: Title.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      try await engine.setHidden(isHidden, title: title, viewer: viewer, now: now)
    }
  }

  /// Leaves a title out of history and recommendations.
  public func forget(_ title: Title.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      try await engine.forget(title: title, viewer: viewer, now: now)
    }
  }

  /// Marks an asset as watched.
  public func markWatched(_ asset: Asset.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      var random = SystemRandomNumberGenerator()
      let id = EventID(at: now, using: &random)
      return try await engine.markWatched(id, asset: asset, viewer: viewer, now: now)
    }
  }

  /// Takes back that an asset was watched.
  public func unmarkWatched(_ asset: Asset.ID) async throws(ServiceError) {
    try await choosing { (viewer, now) throws(StoreError) in
      var random = SystemRandomNumberGenerator()
      let id = EventID(at: now, using: &random)
      return try await engine.unmarkWatched(id, asset: asset, viewer: viewer, now: now)
    }
  }

  /// Saves where a playback stands.
  public func save(_ playback: Playback) async throws(ServiceError) {
    try await guarded { (grant, now) throws(StoreError) in
      try await engine.save(WatchEvent(playback, viewer: grant.viewer), now: now)
    }
  }

  /// Records a finished playback; safe to repeat.
  public func record(_ playback: Playback) async throws(ServiceError) {
    try await guarded { (grant, _) throws(StoreError) in
      try await engine.record(WatchEvent(playback, viewer: grant.viewer))
    }
  }

  /// Records that a detail page was opened; safe to repeat.
  public func recordDetailView(_ id: EventID, title: Title.ID) async throws(ServiceError) {
    try await guarded { (grant, now) throws(StoreError) in
      try await engine.record([DetailView(id: id, viewer: grant.viewer, title: title, at: now)])
    }
  }

  /// Records which cards were visible; safe to repeat.
  public func recordImpressions(_ impressions: [VisibleCard]) async throws(ServiceError) {
    try await guarded { (grant, _) throws(StoreError) in
      try await engine.record(impressions.map { Impression($0, viewer: grant.viewer) })
    }
  }

  private func choosing(
    _ body: @Sendable (Viewer.ID, Instant) async throws(StoreError) -> Bool
  ) async throws(ServiceError) {
    let isThere = try await guarded { (grant, now) throws(StoreError) in
      try await body(grant.viewer, now)
    }
    if !isThere { throw .notFound }
  }
}

extension WatchEvent {
  /// What a run of the player comes to.
  init(_ playback: Playback, viewer: Viewer.ID) {
    self.init(
      id: playback.id, viewer: viewer, asset: playback.asset, startedAt: playback.startedAt,
      watchedSeconds: max(0, playback.watchedSeconds), endPosition: max(0, playback.position),
      source: .player)
  }
}

extension Impression {
  init(_ card: VisibleCard, viewer: Viewer.ID) {
    self.init(
      id: card.id, viewer: viewer, shelf: card.shelf, title: card.title,
      position: card.position, at: card.at)
  }
}
