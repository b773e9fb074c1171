import PickCore
import PickModel

/// Ten titles in two colours, and viewers who watch their colour only (after implicit's data).
///
/// Even titles are melodramas, odd ones thrillers; title 9 is a thriller without a view. Title
/// t is a film with asset 100 + t, but title 0, a series with assets 1000 to 1003. Viewers watch
/// everything of their colour but the title at their own place.
enum TrainingWorld {
  static let now = Instant(secondsSince1970: 1_795_181_400)
  static let viewerCount = 16

  static let catalog = ArrayCatalog(
    all: (0..<10).map(title), texts: (0..<10).map(text), parts: assets)
  static let watches = ArrayWatches(events: (0..<viewerCount).flatMap(events))
  static let database = DatabaseID("00000000000000000000000000000001")

  static func trainer(_ directory: ModelDirectory) -> TrainModel {
    TrainModel(catalog: catalog, watches: watches, directory: directory)
  }

  /// The title of the viewer's colour the viewer has not seen.
  static func withheld(from viewer: Int) -> Title.ID {
    Title.ID(Int64(viewer % 8 < 8 - viewer % 2 ? viewer % 8 : viewer % 2))
  }

  static func title(_ number: Int) -> Title {
    let genre = number.isMultiple(of: 2) ? "멜로" : "스릴러"
    return Title(
      id: Title.ID(Int64(number)), name: LocalizedText("\(genre) \(number)"),
      kind: number == 0 ? .series : .film, category: nil, genres: [Genre(LocalizedText(genre))],
      year: nil, ageRating: nil, availability: .always, addedAt: now)
  }

  static func text(_ number: Int) -> TitleText {
    TitleText(id: Title.ID(Int64(number)), synopsis: LocalizedText(""), cast: [])
  }

  static let assets: [Asset] =
    (0..<4).map { asset(1000 + $0, of: 0, episode: EpisodeNumber(number: $0 + 1)) }
    + (1..<10).map { asset(100 + $0, of: $0, episode: nil) }

  static func asset(_ id: Int, of title: Int, episode: EpisodeNumber?) -> Asset {
    Asset(
      id: Asset.ID(Int64(id)), title: Title.ID(Int64(title)), episode: episode,
      name: "asset \(id)", runningSeconds: 3000, addedAt: now)
  }

  static func events(of viewer: Int) -> [WatchEvent] {
    stride(from: viewer % 2, to: 9, by: 2)
      .filter { Title.ID(Int64($0)) != withheld(from: viewer) }
      .enumerated().map { place, title in
        watch(
          title == 0 ? 1000 : 100 + title, by: viewer,
          at: now.advanced(bySeconds: -86_400 * Int64(20 - place)))
      }
  }

  static func watch(
    _ asset: Int, by viewer: Int, at start: Instant, seconds: Int = 3000
  ) -> WatchEvent {
    WatchEvent(
      id: EventID(high: UInt64(viewer), low: UInt64(asset)), viewer: Viewer.ID(Int64(viewer)),
      asset: Asset.ID(Int64(asset)), startedAt: start, watchedSeconds: seconds, source: .player)
  }

  static func profile(of viewer: Int, thumbs: [Title.ID: Thumb] = [:]) -> ViewerProfile {
    ViewerProfile(events: events(of: viewer), assets: assets, thumbs: thumbs, now: now)
  }
}

/// A catalogue in an array.
struct ArrayCatalog: CatalogStore {
  var all: [Title] = []
  var texts: [TitleText] = []
  var parts: [Asset] = []

  func catalogVersion() async throws(StoreError) -> Int64 { 1 }
  func titles() async throws(StoreError) -> [Title] { all }
  func details(of title: Title.ID) async throws(StoreError) -> TitleDetails? { nil }
  func titleTexts() async throws(StoreError) -> [TitleText] { texts }
  func assets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    let wanted = Set(titles)
    return parts.filter { wanted.contains($0.title) }
  }
  func asset(_ id: Asset.ID) async throws(StoreError) -> Asset? { parts.first { $0.id == id } }
  func episodes(addedFrom start: Instant, until end: Instant) async throws(StoreError) -> [Asset] {
    []
  }
  func title(named name: String) async throws(StoreError) -> Title? { nil }
}

/// Events in an array, handed over a few at a time, so that viewers span batches.
struct ArrayWatches: WatchStore {
  var events: [WatchEvent] = []
  var batchSize = 3
  var failure: StoreError?

  func append(_ events: [WatchEvent]) async throws(StoreError) -> Int { 0 }
  func append(_ views: [DetailView]) async throws(StoreError) -> Int { 0 }
  func append(_ impressions: [Impression]) async throws(StoreError) -> Int { 0 }
  func save(_ checkpoint: PlaybackCheckpoint) async throws(StoreError) {}
  func settleCheckpoints(of viewer: Viewer.ID, takenBefore instant: Instant)
    async throws(StoreError)
  {}
  func history(of viewer: Viewer.ID, before end: Instant) async throws(StoreError) -> [WatchEvent] {
    events.filter { $0.viewer == viewer && $0.startedAt < end }
  }
  func detailViews(of viewer: Viewer.ID, before end: Instant)
    async throws(StoreError) -> [DetailView]
  { [] }
  func forEachEventBatch(
    before end: Instant, _ body: @escaping @Sendable ([WatchEvent]) throws -> Void
  ) async throws {
    if let failure { throw failure }
    let seen = events.filter { $0.startedAt < end }
    for start in stride(from: 0, to: seen.count, by: batchSize) {
      try body(Array(seen[start..<min(start + batchSize, seen.count)]))
    }
  }
  func popularTitles(in slot: PopularitySlot, count: Int)
    async throws(StoreError) -> [PopularTitle]
  { [] }
}
