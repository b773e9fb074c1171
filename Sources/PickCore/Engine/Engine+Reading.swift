import PickModel

/// The reads behind the pages; each fails on its own.
extension Engine {
  /// Begins to read the catalogue before a page asks for it.
  ///
  /// What goes wrong is told to whoever asks for a page.
  public func prepareCatalog() async { _ = try? await catalogSnapshot() }

  /// All titles as they are now; callers that ask at the same time share one load.
  public func catalogSnapshot() async throws(StoreError) -> CatalogSnapshot {
    let version = try await catalogVersion()
    return try await catalogs.value(for: version) { [stores] () async throws(StoreError) in
      CatalogSnapshot(version: version, titles: try await stores.catalog.titles())
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
      assets: watched.isEmpty ? [] : try await stores.catalog.assets(ofTitlesWith: watched),
      detailViews: try await stores.watches.detailViews(of: viewer, before: end))
  }

  /// All that is known of a viewer; for pages that cannot do with less.
  func state(of viewer: Viewer.ID, at instant: Instant) async throws(StoreError) -> ViewerState {
    ViewerState(
      choices: try await stores.choices.choices(of: viewer),
      history: try await history(of: viewer, at: instant), rule: watching)
  }

  /// Everything a page of shelves is made of, read side by side.
  func inputs(
    for viewer: Viewer.ID, slots: [PopularitySlot], at instant: Instant
  ) async throws(StoreError) -> PageInputs {
    async let choices = Result.capturing { () async throws(StoreError) in
      try await stores.choices.choices(of: viewer)
    }
    async let history = Result.capturing { () async throws(StoreError) in
      try await self.history(of: viewer, at: instant)
    }
    let ground = await grounds.ground(try await catalogSnapshot(), slots: slots, at: instant)
    let (chosen, watched) = await (choices, history)
    let taste = (try? chosen.get()).flatMap { chosen in
      (try? watched.get()).flatMap { self.taste(ground, chosen, $0, at: instant) }
    }
    return PageInputs(
      ground: ground, instant: instant, choices: chosen, history: watched, taste: taste,
      watching: watching)
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
