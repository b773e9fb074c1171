public import PickModel

/// What a viewer says of a title.
public struct ThumbRequest: Hashable, WirePayload {
  /// Up or down.
  public let thumb: Thumb

  /// What a viewer says.
  public init(_ thumb: Thumb) { self.thumb = thumb }

  /// The thumb.
  public static let wire: WireType<ThumbRequest> = .object(
    "ThumbRequest", { ThumbRequest($0) }, .required("thumb", .name("Thumb"), \.thumb))
}

/// A kiosk's visit to a title ends.
public struct WithdrawRequest: Hashable, WirePayload {
  /// When the visit came to the title: what was watched before counts as ever.
  public let since: Instant

  /// A visit that came to the title at `since`.
  public init(since: Instant) { self.since = since }

  /// The instant.
  public static let wire: WireType<WithdrawRequest> = .object(
    "WithdrawRequest", { WithdrawRequest(since: $0) }, .required("since", .instant, \.since))
}

/// The viewer says that an asset was watched, or takes that back.
public struct MarkWatchedRequest: Hashable, WirePayload {
  /// The identity of the event it becomes; safe to repeat.
  public let id: EventID
  /// When it was said.
  public let at: Instant

  /// An asset was watched.
  public init(id: EventID, at: Instant) {
    self.id = id
    self.at = at
  }

  /// Identity and instant.
  public static let wire: WireType<MarkWatchedRequest> = .object(
    "MarkWatchedRequest", MarkWatchedRequest.init(id:at:),
    .required("id", .event, \.id),
    .required("at", .pastInstant, \.at))
}

/// Where a running playback stands; the event's identity is in the path.
public struct PlaybackRequest: Hashable, WirePayload {
  /// What plays.
  public let asset: Asset.ID
  /// When it began.
  public let startedAt: Instant
  /// Seconds of the asset that were played.
  public let watchedSeconds: Int
  /// Seconds from the start of the asset.
  public let position: Int

  /// Where a playback stands.
  public init(asset: Asset.ID, startedAt: Instant, watchedSeconds: Int, position: Int) {
    self.asset = asset
    self.startedAt = startedAt
    self.watchedSeconds = watchedSeconds
    self.position = position
  }

  /// The event it would become if it stopped now.
  public func event(id: EventID, of viewer: Viewer.ID) -> WatchEvent {
    WatchEvent(
      id: id, viewer: viewer, asset: asset, startedAt: startedAt, watchedSeconds: watchedSeconds,
      endPosition: position, source: .player)
  }

  /// The asset and where it stands.
  public static let wire: WireType<PlaybackRequest> = .object(
    "PlaybackRequest", PlaybackRequest.init(asset:startedAt:watchedSeconds:position:),
    .required("asset", .identifier(), \.asset),
    .required("started_at", .pastInstant, \.startedAt),
    .required("watched_seconds", .seconds, \.watchedSeconds),
    .required("position", .seconds, \.position))
}

/// Finished playbacks; safe to repeat.
public struct WatchEventsRequest: Hashable, WirePayload {
  /// One finished playback.
  public struct Item: Hashable, WirePayload {
    /// The fact's identity.
    public let id: EventID
    /// Where the playback ended.
    public let playback: PlaybackRequest

    /// A finished playback.
    public init(
      id: EventID, asset: Asset.ID, startedAt: Instant, watchedSeconds: Int, position: Int
    ) {
      self.id = id
      playback = PlaybackRequest(
        asset: asset, startedAt: startedAt, watchedSeconds: watchedSeconds, position: position)
    }

    /// The fact, of the viewer whose token it came with.
    public func event(of viewer: Viewer.ID) -> WatchEvent { playback.event(id: id, of: viewer) }

    /// The identity and what was watched.
    public static let wire: WireType<Item> = .object(
      "WatchEvent", Item.init(id:asset:startedAt:watchedSeconds:position:),
      .required("id", .event, \.id),
      .required("asset", .identifier(), \.playback.asset),
      .required("started_at", .pastInstant, \.playback.startedAt),
      .required("watched_seconds", .seconds, \.playback.watchedSeconds),
      .required("position", .seconds, \.playback.position))
  }

  /// The playbacks.
  public let events: [Item]

  /// Finished playbacks.
  public init(_ events: [Item]) { self.events = events }

  /// The playbacks.
  public static let wire: WireType<WatchEventsRequest> = .object(
    "WatchEventsRequest", { WatchEventsRequest($0) },
    .required("events", .list(to: WireLimits.batchCount), \.events))
}

/// Opened detail pages; safe to repeat.
public struct DetailViewsRequest: Hashable, WirePayload {
  /// One opened page.
  public struct Item: Hashable, WirePayload {
    /// The fact's identity.
    public let id: EventID
    /// Which title.
    public let title: Title.ID
    /// When.
    public let at: Instant

    /// An opened page.
    public init(id: EventID, title: Title.ID, at: Instant) {
      self.id = id
      self.title = title
      self.at = at
    }

    /// The fact, of the viewer whose token it came with.
    public func view(of viewer: Viewer.ID) -> DetailView {
      DetailView(id: id, viewer: viewer, title: title, at: at)
    }

    /// The identity, the title and the instant.
    public static let wire: WireType<Item> = .object(
      "DetailView", Item.init(id:title:at:),
      .required("id", .event, \.id),
      .required("title", .identifier(), \.title),
      .required("at", .pastInstant, \.at))
  }

  /// The pages.
  public let views: [Item]

  /// Opened pages.
  public init(_ views: [Item]) { self.views = views }

  /// The pages.
  public static let wire: WireType<DetailViewsRequest> = .object(
    "DetailViewsRequest", { DetailViewsRequest($0) },
    .required("views", .list(to: WireLimits.batchCount), \.views))
}

/// Cards that were visible; safe to repeat.
public struct ImpressionsRequest: Hashable, WirePayload {
  /// One visible card.
  public struct Item: Hashable, WirePayload {
    /// The fact's identity.
    public let id: EventID
    /// On which shelf.
    public let shelf: Shelf.ID
    /// Which title.
    public let title: Title.ID
    /// 0-based place on the shelf.
    public let position: Int
    /// When.
    public let at: Instant

    /// A visible card.
    public init(id: EventID, shelf: Shelf.ID, title: Title.ID, position: Int, at: Instant) {
      self.id = id
      self.shelf = shelf
      self.title = title
      self.position = position
      self.at = at
    }

    /// The fact, of the viewer whose token it came with and on the shelf and page it was seen on.
    public func impression(on shelf: Shelf.ID, of viewer: Viewer.ID, page: String?) -> Impression {
      Impression(
        id: id, viewer: viewer, shelf: shelf, title: title, position: position, at: at, page: page)
    }

    /// The identity, the place and the instant.
    public static let wire: WireType<Item> = .object(
      "Impression", Item.init(id:shelf:title:position:at:),
      .required("id", .event, \.id),
      .required(
        "shelf",
        WireType<String>.text(1...WireLimits.shelfLength).described(
          "A shelf there is; of `genre:`, a genre of the catalogue. A fact about another one is "
            + "rejected."
        ).map(Shelf.ID.init(_:), \.rawValue), \.shelf),
      .required("title", .identifier(), \.title),
      .required("position", .integer(from: 0, to: WireLimits.shelfPositions), \.position),
      .required("at", .pastInstant, \.at))
  }

  /// The front page the cards were seen on, as `HomePayload` names it.
  public let recommendationID: String?
  /// The cards.
  public let impressions: [Item]

  /// Cards seen on a page; without its name, when that is not known any more.
  public init(_ impressions: [Item], recommendationID: String? = nil) {
    self.impressions = impressions
    self.recommendationID = recommendationID
  }

  /// The page and the cards.
  public static let wire: WireType<ImpressionsRequest> = .object(
    "ImpressionsRequest", { ImpressionsRequest($1, recommendationID: $0) },
    .optional(
      "recommendation_id", .word(1...WireLimits.recommendationLength), \.recommendationID),
    .required("impressions", .list(to: WireLimits.batchCount), \.impressions))
}

/// What became of a batch of facts: those that are not rejected are stored, now or before.
public struct BatchAnswer: Hashable, WirePayload {
  /// How many were new.
  public let recorded: Int
  /// Facts about titles or assets that are not there; sending them again is of no use.
  public let rejected: [EventID]

  /// What became of a batch.
  public init(recorded: Int, rejected: [EventID]) {
    self.recorded = recorded
    self.rejected = rejected
  }

  /// The count and the rejected identities.
  public static let wire: WireType<BatchAnswer> = .object(
    "BatchAnswer", about: "Facts that are not rejected are stored, now or before.",
    BatchAnswer.init(recorded:rejected:),
    .required(
      "recorded", .integer(from: 0, to: WireLimits.batchCount).described("How many were new."),
      \.recorded),
    .required(
      "rejected",
      .list(of: .event).described(
        "Facts about what is not there, or from the future; repeating them is of no use."),
      \.rejected))
}
