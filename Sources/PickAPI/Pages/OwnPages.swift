public import PickModel

extension MyPage.HistoryEntry: WirePayload {
  /// How far one asset was watched.
  public static let wire: WireType<MyPage.HistoryEntry> = .object(
    "HistoryEntry", MyPage.HistoryEntry.init(title:asset:episode:progress:),
    .required("title", .payload(), \.title),
    .required("asset", .identifier(), \.asset),
    .optional("episode", .payload(), \.episode),
    .required("progress", .payload(), \.progress))
}

/// What a viewer watched, last watched first, one line an asset.
public struct HistoryPayload: Hashable, WirePayload {
  /// The lines.
  public let entries: [MyPage.HistoryEntry]

  /// A history.
  public init(_ entries: [MyPage.HistoryEntry]) { self.entries = entries }

  /// The lines.
  public static let wire: WireType<HistoryPayload> = .object(
    "History", { HistoryPayload($0) }, .required("entries", .list(), \.entries))
}

extension MyPage.Taste: WirePayload {
  /// A genre's share of what was watched: seconds, and a number in [0, 1].
  public static let wire: WireType<MyPage.Taste> = .object(
    "TasteShare", about: "A genre's share of what was watched.",
    MyPage.Taste.init(genre:watchedSeconds:share:),
    .required("genre", .payload(), \.genre),
    .required("watched_seconds", .integer(from: 0), \.watchedSeconds),
    .required("share", .number, \.share))
}

/// What a viewer's watching is made of, the most watched genre first.
public struct TastePayload: Hashable, WirePayload {
  /// The shares.
  public let genres: [MyPage.Taste]

  /// A taste.
  public init(_ genres: [MyPage.Taste]) { self.genres = genres }

  /// The shares.
  public static let wire: WireType<TastePayload> = .object(
    "Taste", { TastePayload($0) }, .required("genres", .list(), \.genres))
}

extension MyPage.Device: WirePayload {
  /// A place where the account is signed in.
  public static let wire: WireType<MyPage.Device> = .object(
    "Device", about: "A device with a session.",
    MyPage.Device.init(id:name:signedInAt:lastSeenAt:isCurrent:),
    .required("id", .session, \.id),
    .required("name", .text, \.name),
    .required("signed_in_at", .instant, \.signedInAt),
    .required("last_seen_at", .instant, \.lastSeenAt),
    .required("is_current", .boolean, \.isCurrent))
}

/// Where an account is signed in: the asking device first, then last seen first.
public struct SessionsPayload: Hashable, WirePayload {
  /// The places.
  public let devices: [MyPage.Device]

  /// Signed-in places.
  public init(_ devices: [MyPage.Device]) { self.devices = devices }

  /// The places.
  public static let wire: WireType<SessionsPayload> = .object(
    "Sessions", about: "The asking device first.", { SessionsPayload($0) },
    .required("devices", .list(), \.devices))
}

extension MyPage.StoredData: WirePayload {
  /// Counts of what is stored about the viewer.
  public static let wire: WireType<MyPage.StoredData> = .object(
    "StoredData", about: "Counts of what is stored about the viewer.",
    MyPage.StoredData.init(watchEvents:detailViews:impressions:choices:sessions:),
    .required("watch_events", .integer(from: 0), \.watchEvents),
    .required("detail_views", .integer(from: 0), \.detailViews),
    .required("impressions", .integer(from: 0), \.impressions),
    .required("choices", .integer(from: 0), \.choices),
    .required("sessions", .integer(from: 0), \.sessions))
}

extension MyPage: WirePayload {
  /// What a viewer's own page shows.
  public static let wire: WireType<MyPage> = .object(
    "MyPage",
    { number, history, myList, hidden, taste, home, devices, stored in
      MyPage(
        number: number, history: history, myList: myList.cards, hidden: hidden?.cards ?? [],
        taste: taste, home: HomeArrangement(home ?? []), devices: devices, stored: stored)
    },
    .required("number", .text, \.number),
    .required("history", .list(), \.history),
    .required("my_list", .payload(), \.listedCards),
    .optional("hidden", .payload(), \.hiddenCards),
    .required("taste", .list(), \.taste),
    .optional(
      "home",
      WireType<[HomeArrangement.Line]>.list().described("Left out while it is the usual one."),
      \.arrangedShelves),
    .required("devices", .list(), \.devices),
    .required("stored", .payload(), \.stored))

  private var listedCards: CardsPayload { CardsPayload(myList) }
  private var arrangedShelves: [HomeArrangement.Line]? { home == .standard ? nil : home.lines }
  private var hiddenCards: CardsPayload? { hidden.isEmpty ? nil : CardsPayload(hidden) }
}
