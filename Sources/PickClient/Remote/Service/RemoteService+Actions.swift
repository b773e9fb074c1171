import PickAPI
import PickCore
public import PickModel

extension RemoteService {
  /// Puts a title on the list or takes it off; needs the server.
  public func setOnMyList(_ isOnList: Bool, title: Title.ID) async throws(ServiceError) {
    try await choose(isOnList ? .addToMyList : .removeFromMyList, title)
  }

  /// Sets or withdraws a thumb; needs the server.
  public func setThumb(_ thumb: Thumb?, title: Title.ID) async throws(ServiceError) {
    guard let thumb else { return try await choose(.withdrawThumb, title) }
    try await choose(.setThumb, title, body: WireJSON.encode(ThumbRequest(thumb)))
  }

  /// Hides a title, or shows it again; needs the server.
  public func setHidden(_ isHidden: Bool, title: Title.ID) async throws(ServiceError) {
    try await choose(isHidden ? .hide : .unhide, title)
  }

  /// Leaves a title out of history and recommendations; needs the server.
  public func forget(_ title: Title.ID) async throws(ServiceError) {
    try await choose(.forget, title)
  }

  /// Marks an asset as watched.
  public func markWatched(_ asset: Asset.ID) async throws(ServiceError) {
    var random = SystemRandomNumberGenerator()
    let now = clock.now()
    try await tell([.marked(EventID(at: now, using: &random), asset, at: now)])
  }

  /// Takes back that an asset was watched.
  public func unmarkWatched(_ asset: Asset.ID) async throws(ServiceError) {
    var random = SystemRandomNumberGenerator()
    let now = clock.now()
    try await tell([.unmarked(EventID(at: now, using: &random), asset, at: now)])
  }

  /// Saves where a playback stands.
  public func save(_ playback: Playback) async throws(ServiceError) {
    try await tell([.reached(playback)])
  }

  /// Records a finished playback; safe to repeat.
  public func record(_ playback: Playback) async throws(ServiceError) {
    try await tell([.watched(playback)])
  }

  /// Records that a detail page was opened; safe to repeat.
  public func recordDetailView(_ id: EventID, title: Title.ID) async throws(ServiceError) {
    try await tell([.viewed(id, title, at: clock.now())])
  }

  /// Records which cards were visible; safe to repeat.
  public func recordImpressions(_ impressions: [VisibleCard]) async throws(ServiceError) {
    guard !impressions.isEmpty else {
      _ = try await authorize()
      return
    }
    try await tell(impressions.map(UnsentFact.seen))
  }

  private func choose(
    _ endpoint: Endpoint, _ title: Title.ID, body: [UInt8]? = nil
  ) async throws(ServiceError) {
    _ = try await guarded { (_, access) throws(ServiceError) in
      try await caller.repeatable(
        HTTPRequest(
          endpoint, endpoint.target(title.description), body: body, access: access))
    }
  }
}
