public import PickModel
public import PickStore
public import PickStoreSQLite

/// A catalogue of two titles and two viewers, small enough to be read at a glance.
///
/// Title 1 is a film (asset 11, 6,000 s). Title 2 is a series of four episodes (assets 21 to 24,
/// 3,600 s each; 22 has a second name, 24 no running time). Viewers 101 and 102 have accounts 201
/// and 202 with the numbers 1001 and 1002.
public enum StoreSample {
  /// 2026-11-20T13:30:00Z: 22:30 on a Friday night in Seoul.
  public static let now = Instant(secondsSince1970: 1_795_181_400)
  /// Two viewers with their accounts.
  public static let accounts = [
    Account(id: Account.ID(201), number: "1001", viewer: Viewer.ID(101)),
    Account(id: Account.ID(202), number: "1002", viewer: Viewer.ID(102)),
  ]

  /// The whole catalogue and the viewers.
  public static let batch = ImportBatch(titles: titles, assets: assets, accounts: accounts)

  /// A film and a series.
  public static let titles = [
    ImportedTitle(
      title: Title(
        id: Title.ID(1), name: LocalizedText("바람의 언덕", english: "Windy Hill"), kind: .film,
        category: .film, genres: [Genre(LocalizedText("드라마", english: "Drama"))], year: 2019,
        ageRating: .twelve,
        availability: Availability(start: now.advanced(bySeconds: -86_400), end: nil),
        addedAt: now.advanced(bySeconds: -86_400)),
      key: "windy-hill", synopsis: LocalizedText("언덕 위의 두 사람.", english: "Two on a hill."),
      cast: ["한가을", "김바다"]),
    ImportedTitle(
      title: Title(
        id: Title.ID(2), name: LocalizedText("늦은 밤의 라디오"), kind: .series, category: .drama,
        genres: [
          Genre(LocalizedText("멜로/로맨스")), Genre(LocalizedText("드라마", english: "Drama")),
        ], year: nil, ageRating: nil, availability: .always, addedAt: now),
      key: "late-radio", synopsis: LocalizedText(""), cast: []),
  ]

  /// The film, and four episodes in no particular order.
  public static let assets = [
    ImportedAsset(asset: asset(11, of: 1, episode: nil, seconds: 6_000), names: ["asset 11"]),
    ImportedAsset(
      asset: asset(22, of: 2, episode: EpisodeNumber(number: 2)),
      names: ["asset 22", "라디오 2회"]),
    ImportedAsset(
      asset: asset(21, of: 2, episode: EpisodeNumber(number: 1)), names: ["asset 21"]),
    ImportedAsset(
      asset: asset(23, of: 2, episode: EpisodeNumber(season: 2, number: 1)),
      names: ["asset 23"]),
    ImportedAsset(
      asset: asset(24, of: 2, episode: EpisodeNumber(season: 2, number: 2), seconds: nil),
      names: ["asset 24"]),
  ]

  /// An asset named after its number.
  public static func asset(
    _ id: Int64, of title: Int64, episode: EpisodeNumber?, seconds: Int? = 3_600
  ) -> Asset {
    Asset(
      id: Asset.ID(id), title: Title.ID(title), episode: episode, name: "asset \(id)",
      runningSeconds: seconds, addedAt: now.advanced(bySeconds: id))
  }

  /// An event of the player; `rest` tells events of the same instant apart.
  public static func event(
    _ rest: UInt64 = 1, viewer: Int64 = 101, asset: Int64 = 11, at instant: Instant = now,
    seconds: Int = 3_000
  ) -> WatchEvent {
    WatchEvent(
      id: EventID(at: instant, rest: (0, rest)), viewer: Viewer.ID(viewer),
      asset: Asset.ID(asset), startedAt: instant, watchedSeconds: seconds, endPosition: seconds,
      source: .player)
  }

  /// A database in memory that holds the sample.
  public static func database() async throws -> SQLiteDatabase {
    let database = try SQLiteDatabase.inMemory(id: DatabaseID("sample"))
    _ = try await database.store(batch) { _, _ in }
    return database
  }
}
