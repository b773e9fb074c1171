public import PickModel
import PickSearch
public import PickStore
import PickSystem

/// Pick's use cases without a screen or a socket: reading pages and recording facts.
///
/// The caller has authenticated the viewer. Pages are decided by pure builders from values
/// that are read here; a title that is not there is `nil`, everything else that goes wrong is a
/// `StoreError`.
public struct Engine: Sendable {
  /// The stores an engine works on.
  public struct Stores: Sendable {
    let catalog: any CatalogStore
    let watches: any WatchStore
    let choices: any ChoiceStore

    /// Three views of one database.
    public init(
      catalog: any CatalogStore, watches: any WatchStore, choices: any ChoiceStore
    ) {
      self.catalog = catalog
      self.watches = watches
      self.choices = choices
    }
  }

  /// The instant pages speak of when it is not now: a demo world as it was then.
  public let contentTime: Instant?
  /// When a part is begun and finished.
  public let watching: WatchingRule
  let stores: Stores
  let catalogs = SharedLoad<Int64, CatalogSnapshot, StoreError>()
  let versions: RecentVersion
  let searchedVersions: RecentVersion
  let parts: FirstAssetCache
  let popularity: PopularityReader
  let grounds: GroundCache
  let viewers: KnownViewers
  let searchers: KnownViewers
  let drafts = KeptDrafts()
  let knownDetails: KnownDetails
  let knownParts: KnownParts
  let likeness: KnownLikeness
  let indexes = SharedLoad<Int64, SearchIndex, StoreError>()
  let nearTitles = SharedLoad<Int64, NearTitles, StoreError>()
  let orders = CatalogOrders()
  let models: ModelSlot
  let portion: HomePortion
  let cursors: CursorSigner
  private let pictures: @Sendable () -> [Title.ID: PictureID]

  /// An engine on some stores.
  ///
  /// - Parameters:
  ///   - stores: the database.
  ///   - models: where models are published; without one, pages are made of popularity and history.
  ///   - contentTime: the instant pages speak of, where it is not now.
  ///   - portion: how much of a front page comes at once.
  ///   - cursors: signs where it goes on.
  ///   - popularityMayBeBehindSeconds: how long pages share one reading of what is popular.
  ///   - viewersAreKeptSeconds: how long what was read of a viewer is kept; what is written past
  ///     this engine is seen that much later, and `viewerChanged` ends it at once. Above 0 the version of
  ///     the catalogue is looked at four times a second at most.
  ///   - searchersAreKeptSeconds: the same for what searches need of a viewer, and for nothing else.
  ///   - watching: when a part is begun and finished.
  ///   - pictures: reads which titles have pictures, once for each version of the catalogue.
  public init(
    stores: Stores, models: ModelDirectory? = nil, contentTime: Instant? = nil,
    portion: HomePortion = .whole, cursors: CursorSigner = .ephemeral(),
    popularityMayBeBehindSeconds: Int64 = 0, viewersAreKeptSeconds: Int64 = 0,
    searchersAreKeptSeconds: Int64 = 0, watching: WatchingRule = .standard,
    pictures: @escaping @Sendable () -> [Title.ID: PictureID] = { [:] }
  ) {
    self.stores = stores
    self.pictures = pictures
    self.watching = watching
    self.contentTime = contentTime
    parts = FirstAssetCache(store: stores.catalog)
    popularity = PopularityReader(stores, at: contentTime)
    versions = RecentVersion(life: viewersAreKeptSeconds > 0 ? .milliseconds(250) : .zero)
    searchedVersions = RecentVersion(life: searchersAreKeptSeconds > 0 ? .seconds(1) : .zero)
    viewers = KnownViewers(lifeSeconds: viewersAreKeptSeconds)
    searchers = KnownViewers(lifeSeconds: searchersAreKeptSeconds)
    // A program with one viewer opens few titles, and each once.
    knownDetails = KnownDetails(mostAssets: viewersAreKeptSeconds > 0 ? 100_000 : 0)
    knownParts = KnownParts(
      store: stores.catalog, mostParts: viewersAreKeptSeconds > 0 ? 200_000 : 0)
    likeness = KnownLikeness(mostTitles: viewersAreKeptSeconds > 0 ? 200_000 : 0)
    grounds = GroundCache(popularity, freshSeconds: popularityMayBeBehindSeconds)
    self.models = ModelSlot(models)
    self.portion = portion
    self.cursors = cursors
  }

  /// The instant a page speaks of that is asked for at `now`.
  func pageTime(_ now: Instant) -> Instant { contentTime ?? now }
}

/// The reads behind the pages; each fails on its own.
extension Engine {
  /// Begins to read the catalogue, and to count its facts, before a page asks for them.
  ///
  /// An error is reported to the next caller that needs the catalogue.
  public func prepareCatalog() async { _ = try? await catalogSnapshot().facets.value }

  /// All titles as they are now; callers that ask at the same time share one load.
  public func catalogSnapshot() async throws(StoreError) -> CatalogSnapshot {
    try await catalogSnapshot(at: try await versions.version(catalogVersion))
  }

  /// All titles of a version that was just read.
  func catalogSnapshot(at version: Int64) async throws(StoreError) -> CatalogSnapshot {
    try await catalogs.value(for: version) { [stores, pictures] () async throws(StoreError) in
      CatalogSnapshot(
        version: version, titles: try await stores.catalog.titles(), pictures: pictures())
    }
  }

  /// What the titles of `catalog` are found by: built when first needed, or ahead of that once the
  /// first page is out.
  func searchIndex(of catalog: CatalogSnapshot) async throws(StoreError) -> SearchIndex {
    try await indexes.value(for: catalog.version) { [stores] () async throws(StoreError) in
      let texts = try await stores.catalog.titleTexts()
      let popular = try await stores.watches.popularTitles(
        in: .all, count: catalog.titles.count)
      return SearchIndex.build(
        from: catalog.titles, texts: texts, popularity: popular.map(\.title))
    }
  }

  /// The version of a title's picture; `nil` where there is no such title, or it has none.
  public func picture(of title: Title.ID) async throws(StoreError) -> PictureID? {
    try await catalogSnapshot()[title]?.picture
  }

  /// Grows with every change of the catalogue.
  public func catalogVersion() async throws(StoreError) -> Int64 {
    try await stores.catalog.catalogVersion()
  }

  /// What a viewer watched and looked at up to and including `instant`, with the parts of every
  /// title watched.
  func history(
    of viewer: Viewer.ID, at instant: Instant
  ) async throws(StoreError) -> ViewingHistory {
    let end = instant.advanced(byMilliseconds: 1)
    let events = try await stores.watches.history(of: viewer, before: end)
    let watched = Set(events.map(\.asset)).sorted()
    return ViewingHistory(
      events: events,
      watched: watched.isEmpty ? WatchedTitles() : try await titles(with: watched),
      detailViews: try await stores.watches.detailViews(of: viewer, before: end))
  }

  func titles(with watched: [Asset.ID]) async throws(StoreError) -> WatchedTitles {
    let version = viewers.keeps ? try await versions.version(catalogVersion) : 0
    return try await knownParts.titles(with: watched, version: version)
  }

  /// All that is known of a viewer; for pages that cannot do with less.
  func state(of viewer: Viewer.ID, at instant: Instant) async throws(StoreError) -> ViewerState {
    let known = await known(
      viewer, in: try await catalogSnapshot(), at: instant, isAskingModel: false)
    if let state = known.state { return state }
    return ViewerState(
      choices: try known.choices.get(), history: try known.history.get(), rule: watching)
  }

  /// Everything a page of shelves is made of, read side by side.
  ///
  /// A page made again for an instant that is past needs the viewer as they were then.
  func inputs(
    for viewer: Viewer.ID, slots: [PopularitySlot], at instant: Instant, isPast: Bool = false
  ) async throws(StoreError) -> PageInputs {
    guard viewers.keeps || grounds.keeps else {
      return try await inputsReadAnew(for: viewer, slots: slots, at: instant)
    }
    let catalog = try await catalogSnapshot()
    async let viewing = self.known(
      viewer, in: catalog, at: instant, isPast: isPast, isAskingModel: true)
    let ground = await grounds.ground(catalog, slots: slots, at: instant)
    return inputs(ground, await viewing, at: instant)
  }

  /// The same where nothing is kept: rows are read while the catalogue may still be on its way.
  private func inputsReadAnew(
    for viewer: Viewer.ID, slots: [PopularitySlot], at instant: Instant
  ) async throws(StoreError) -> PageInputs {
    async let rows = read(viewer, at: instant)
    async let cells = popularity.read(slots)
    let catalog = try await catalogSnapshot()
    var known = await rows
    known.profile = profile(of: known, in: catalog, at: instant)
    return inputs(PageGround(catalog, await cells), known, at: instant)
  }

  private func inputs(
    _ ground: PageGround, _ known: KnownViewer, at instant: Instant
  ) -> PageInputs {
    PageInputs(
      ground: ground, instant: instant, choices: known.choices, history: known.history,
      taste: known.profile.flatMap { taste(ground, $0.value, of: $0.key.model) },
      watching: watching, state: known.state)
  }

  /// The first part of each title that has one.
  func firstAssets(
    of titles: Set<Title.ID>, in catalog: CatalogSnapshot
  ) async -> Result<[Title.ID: Asset], StoreError> {
    guard !titles.isEmpty else { return .success([:]) }
    return await Result.capturing { () async throws(StoreError) in
      try await parts.assets(of: titles, version: catalog.version)
    }
  }

  /// Cards of placements outside any shelf.
  func cards(
    _ placements: [Placement], in catalog: CatalogSnapshot
  ) async throws(StoreError) -> [Card] {
    let unresolved = Set(placements.lazy.filter { $0.playable == nil }.map(\.title.id))
    let assets = try await firstAssets(of: unresolved, in: catalog).get()
    return placements.map { $0.card(firstAssets: assets) }
  }
}
