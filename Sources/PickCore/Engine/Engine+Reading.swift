import PickModel

/// The reads behind the pages; each fails on its own.
extension Engine {
  /// Begins to read the catalogue before a page asks for it.
  ///
  /// What goes wrong is told to whoever asks for a page.
  public func prepareCatalog() async { _ = try? await catalog.snapshot() }

  /// What a viewer watched and looked at up to and including `instant`, with the parts of every
  /// title watched.
  func history(
    of viewer: Viewer.ID, at instant: Instant
  ) async throws(StoreError) -> ViewingHistory {
    let end = Instant(millisecondsSince1970: instant.millisecondsSince1970 + 1)
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
      history: try await history(of: viewer, at: instant))
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
    async let popularity = popularity.read(slots)
    let snapshot = try await catalog.snapshot()
    let (chosen, watched, popular) = await (choices, history, popularity)
    let taste = (try? chosen.get()).flatMap { chosen in
      (try? watched.get()).flatMap { self.taste(snapshot, chosen, $0, popular, at: instant) }
    }
    return PageInputs(
      catalog: snapshot, instant: instant, choices: chosen, history: watched,
      popularity: popular, taste: taste)
  }

  /// The first part of each title that has one.
  func firstAssets(
    of titles: [Title.ID]
  ) async -> Result<[Title.ID: Asset], StoreError> {
    guard !titles.isEmpty else { return .success([:]) }
    return await Result.capturing { () async throws(StoreError) in
      let assets = try await stores.catalog.firstAssets(of: titles)
      return Dictionary(assets.map { ($0.title, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Cards of placements outside any shelf.
  func cards(_ placements: [Placement]) async throws(StoreError) -> [Card] {
    let unresolved = placements.filter { $0.playable == nil }.map(\.title.id)
    let assets = try await firstAssets(of: Set(unresolved).sorted()).get()
    return placements.map { $0.card(firstAssets: assets) }
  }
}
