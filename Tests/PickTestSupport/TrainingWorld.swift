package import PickCore
package import PickModel
package import PickStore
package import PickTraining

/// Ten titles in two colours, and viewers who watch their colour only (after implicit's data).
///
/// Even titles are melodramas, odd ones thrillers; title 9 is a thriller without a view. Title
/// t is a film with asset 100 + t, but title 0, a series with assets 1000 to 1003. Viewers watch
/// everything of their colour but the title at their own place.
package enum TrainingWorld {
  package static let now = Instant(secondsSince1970: 1_795_181_400)
  package static let viewerCount = 16

  package static let catalog = ArrayCatalog(
    all: (0..<10).map(title), texts: (0..<10).map(text), parts: assets)
  package static let watches = ArrayWatches(events: (0..<viewerCount).flatMap(events))
  package static let database = DatabaseID("00000000000000000000000000000001")

  package static func trainer(_ directory: ModelDirectory) -> TrainModel {
    TrainModel(catalog: catalog, watches: watches, directory: directory)
  }

  /// The title of the viewer's colour the viewer has not seen.
  package static func withheld(from viewer: Int) -> Title.ID {
    Title.ID(Int64(viewer % 8 < 8 - viewer % 2 ? viewer % 8 : viewer % 2))
  }

  package static func title(_ number: Int) -> Title {
    let genre = number.isMultiple(of: 2) ? "멜로" : "스릴러"
    return Title(
      id: Title.ID(Int64(number)), name: LocalizedText("\(genre) \(number)"),
      kind: number == 0 ? .series : .film, category: nil, genres: [Genre(LocalizedText(genre))],
      year: nil, ageRating: nil, availability: .always, addedAt: now)
  }

  package static func text(_ number: Int) -> TitleText {
    TitleText(id: Title.ID(Int64(number)), synopsis: LocalizedText(""), cast: [])
  }

  package static let assets: [Asset] =
    (0..<4).map { asset(1000 + $0, of: 0, episode: EpisodeNumber(number: $0 + 1)) }
    + (1..<10).map { asset(100 + $0, of: $0, episode: nil) }

  package static func asset(_ id: Int, of title: Int, episode: EpisodeNumber?) -> Asset {
    Asset(
      id: Asset.ID(Int64(id)), title: Title.ID(Int64(title)), episode: episode,
      name: "asset \(id)", runningSeconds: 3000, addedAt: now)
  }

  package static func events(of viewer: Int) -> [WatchEvent] {
    stride(from: viewer % 2, to: 9, by: 2)
      .filter { Title.ID(Int64($0)) != withheld(from: viewer) }
      .enumerated().map { place, title in
        watch(
          title == 0 ? 1000 : 100 + title, by: viewer,
          at: now.advanced(bySeconds: -86_400 * Int64(20 - place)))
      }
  }

  package static func watch(
    _ asset: Int, by viewer: Int, at start: Instant, seconds: Int = 3000
  ) -> WatchEvent {
    WatchEvent(
      id: EventID(high: UInt64(viewer), low: UInt64(asset)), viewer: Viewer.ID(Int64(viewer)),
      asset: Asset.ID(Int64(asset)), startedAt: start, watchedSeconds: seconds, source: .player)
  }

  package static func profile(of viewer: Int, thumbs: [Title.ID: Thumb] = [:]) -> ViewerProfile {
    ViewerProfile(events: events(of: viewer), assets: assets, thumbs: thumbs, now: now)
  }
}

/// A catalogue in an array.
package struct ArrayCatalog: CatalogStore {
  package var all: [Title] = []
  package var texts: [TitleText] = []
  package var parts: [Asset] = []

  package init(all: [Title] = [], texts: [TitleText] = [], parts: [Asset] = []) {
    self.all = all
    self.texts = texts
    self.parts = parts
  }

  package func catalogVersion() async throws(StoreError) -> Int64 { 1 }
  package func titles() async throws(StoreError) -> [Title] { all }
  package func details(of title: Title.ID) async throws(StoreError) -> TitleDetails? { nil }
  package func titleTexts() async throws(StoreError) -> [TitleText] { texts }
  package func assets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    let wanted = Set(titles)
    return parts.filter { wanted.contains($0.title) }
  }
  package func asset(_ id: Asset.ID) async throws(StoreError) -> Asset? {
    parts.first { $0.id == id }
  }
  package func episodes(addedFrom start: Instant, until end: Instant) async throws(StoreError)
    -> [Asset]
  {
    []
  }
  package func title(named name: String) async throws(StoreError) -> Title? { nil }
}

/// Events in an array, handed over a few at a time, so that viewers span batches.
package struct ArrayWatches: WatchStore {
  package var events: [WatchEvent] = []
  package var detailViews: [DetailView] = []
  package var batchSize = 3
  package var failure: StoreError?

  package init(
    events: [WatchEvent] = [], detailViews: [DetailView] = [], batchSize: Int = 3,
    failure: StoreError? = nil
  ) {
    self.events = events
    self.detailViews = detailViews
    self.batchSize = batchSize
    self.failure = failure
  }

  package func append(_ events: [WatchEvent]) async throws(StoreError) -> Int { 0 }
  package func append(_ views: [DetailView]) async throws(StoreError) -> Int { 0 }
  package func append(_ impressions: [Impression]) async throws(StoreError) -> Int { 0 }
  package func save(_ checkpoint: PlaybackCheckpoint) async throws(StoreError) {}
  package func settleCheckpoints(of viewer: Viewer.ID, takenBefore instant: Instant)
    async throws(StoreError)
  {}
  package func history(of viewer: Viewer.ID, before end: Instant) async throws(StoreError)
    -> [WatchEvent]
  {
    events.filter { $0.viewer == viewer && $0.startedAt < end }
  }
  package func detailViews(of viewer: Viewer.ID, before end: Instant)
    async throws(StoreError) -> [DetailView]
  { [] }
  package func forEachEventBatch(
    before end: Instant, _ body: @escaping @Sendable ([WatchEvent]) throws -> Void
  ) async throws {
    if let failure { throw failure }
    let seen = events.filter { $0.startedAt < end }
    for start in stride(from: 0, to: seen.count, by: batchSize) {
      try body(Array(seen[start..<min(start + batchSize, seen.count)]))
    }
  }
  package func forEachDetailViewBatch(
    before end: Instant, _ body: @escaping @Sendable ([DetailView]) throws -> Void
  ) async throws {
    if let failure { throw failure }
    try body(detailViews.filter { $0.at < end })
  }
  package func discount(
    _ title: Title.ID, of viewer: Viewer.ID, since: Instant
  ) async throws(StoreError) {}
  package func popularTitles(in slot: PopularitySlot, count: Int)
    async throws(StoreError) -> [PopularTitle]
  { [] }
}
