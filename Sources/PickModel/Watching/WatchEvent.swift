/// One fact: a viewer watched an asset (시청).
///
/// Appended once, never edited.
public struct WatchEvent: Hashable, Sendable, Codable, Identifiable {
  /// The origin of the fact.
  public enum Source: String, Codable, Sendable {
    /// Pick's own player.
    case player
    /// The viewer said so ("mark watched").
    case marked
    /// A file.
    case imported
    /// The demo world.
    case demo
  }

  /// The fact's identity: recording it again changes nothing.
  public let id: EventID
  /// The viewer.
  public let viewer: Viewer.ID
  /// What.
  public let asset: Asset.ID
  /// When watching began.
  public let startedAt: Instant
  /// Seconds watched, >= 0; may exceed the running time.
  public let watchedSeconds: Int
  /// Where in the asset watching ended, in seconds, when known; what a resume starts from.
  public let endPosition: Int?
  /// A preference in [0, 1] stated by an imported rating; stands in for the watch ratio.
  public let statedPreference: Double?
  /// The origin of the fact.
  public let source: Source

  /// A fact with everything that is known of it.
  public init(
    id: EventID, viewer: Viewer.ID, asset: Asset.ID, startedAt: Instant, watchedSeconds: Int,
    endPosition: Int? = nil, statedPreference: Double? = nil, source: Source
  ) {
    self.id = id
    self.viewer = viewer
    self.asset = asset
    self.startedAt = startedAt
    self.watchedSeconds = watchedSeconds
    self.endPosition = endPosition
    self.statedPreference = statedPreference
    self.source = source
  }
}

/// The state of a running playback.
///
/// Replaced every 10 s; becomes a `WatchEvent` on stop.
/// A checkpoint carries the identity its event will have. When a program dies, the next one
/// turns the abandoned checkpoint into that event, so nothing watched is lost or counted twice.
public struct PlaybackCheckpoint: Hashable, Sendable, Codable {
  /// The event as if playback stopped now; `endPosition` is set.
  public let event: WatchEvent
  /// When the checkpoint was taken.
  public let takenAt: Instant

  /// A checkpoint taken during playback.
  public init(event: WatchEvent, takenAt: Instant) {
    self.event = event
    self.takenAt = takenAt
  }
}

/// One fact: a viewer opened a title's detail page (클릭).
public struct DetailView: Hashable, Sendable, Codable, Identifiable {
  /// The fact's identity.
  public let id: EventID
  /// The viewer.
  public let viewer: Viewer.ID
  /// The title.
  public let title: Title.ID
  /// When.
  public let at: Instant

  /// A fact with everything that is known of it.
  public init(id: EventID, viewer: Viewer.ID, title: Title.ID, at: Instant) {
    self.id = id
    self.viewer = viewer
    self.title = title
    self.at = at
  }
}

/// One fact: a title was visible on a shelf.
///
/// Needed before calling a miss a miss.
public struct Impression: Hashable, Sendable, Codable, Identifiable {
  /// The fact's identity.
  public let id: EventID
  /// The viewer.
  public let viewer: Viewer.ID
  /// The shelf.
  public let shelf: Shelf.ID
  /// The title.
  public let title: Title.ID
  /// 0-based place on the shelf.
  public let position: Int
  /// When.
  public let at: Instant
  /// The front page it was seen on, as the server named that; `nil` where no server made it.
  public let page: String?

  /// A fact with everything that is known of it.
  public init(
    id: EventID, viewer: Viewer.ID, shelf: Shelf.ID, title: Title.ID, position: Int, at: Instant,
    page: String? = nil
  ) {
    self.id = id
    self.viewer = viewer
    self.shelf = shelf
    self.title = title
    self.position = position
    self.at = at
    self.page = page
  }
}
