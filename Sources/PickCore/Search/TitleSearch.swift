public import PickModel
import PickSearch
public import PickStore
import PickSystem

extension Engine {
  /// Titles that match and pass a filter, in its order: at most `limit` of them, from the place
  /// `offset` on.
  ///
  /// Unavailable titles are neither shown nor counted; hidden ones are marked where words were
  /// searched for, and left out where a viewer looks around.
  public func search(
    _ query: String, filter: TitleFilter = .none, from offset: Int = 0, limit: Int,
    for viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> SearchResults {
    let catalog = try await searchedCatalog()
    let index = try await searchIndex(of: catalog)
    let viewer = try await searcher(viewer, in: catalog, now: now)
    let ground = SearchGround(
      query, in: catalog, by: index, for: viewer, at: pageTime(now))
    let places = try await places(filter, on: ground)
    let placements = places.dropFirst(max(0, offset)).prefix(max(0, limit)).map { place in
      let title = catalog.titles[Int(place)]
      return Placement(
        title, ground.isBrowsing ? Self.browsingReason(title) : .matchesSearch,
        playable: viewer[title.id]?.playable,
        isHidden: viewer.choices.hidden.contains(title.id))
    }
    let isFirst = offset <= 0
    return SearchResults(
      query: query, totalCount: places.count, offset: max(0, offset),
      cards: try await cards(placements, in: catalog),
      initials: isFirst ? initials(of: places, filter.order, in: catalog) : [],
      choices: isFirst ? try await choices(filter, on: ground, found: places) : nil,
      removals: isFirst && places.isEmpty ? try await removals(filter, on: ground) : [],
      near: isFirst && places.isEmpty ? try await near(filter, on: ground) : [])
  }

  /// The most titles a search goes through while a frame waits for it.
  private static let mostAtOnce = 50_000

  /// Whether a search finds its index built, and looks at no part of a title to filter by it: in
  /// 10,000 titles it takes less than a frame.
  public func findsAtOnce(_ query: String, filter: TitleFilter) -> Bool {
    guard filter == .none, !query.allSatisfy(\.isWhitespace) else { return false }
    return indexes.kept.map { $0.count <= Self.mostAtOnce } ?? false
  }

  /// The places of titles that match and pass.
  func places(
    _ filter: TitleFilter, on ground: SearchGround, listsAll: Bool = false
  ) async throws(StoreError) -> [Int32] {
    let catalog = ground.catalog
    let places = TitleListing.places(
      of: ground.query, filter, among: catalog.titles, in: ground.index, listsAll: listsAll,
      order: { order(of: $0, in: catalog) },
      where: { ground.has($0, hidden: !ground.isBrowsing, unseenOnly: filter.isUnseen) })
    guard let length = filter.length else { return places }
    return try await running(length, of: places, in: catalog)
  }

  /// What else the filter can ask for and find: for each question, what is found while it is open.
  private func choices(
    _ filter: TitleFilter, on ground: SearchGround, found places: [Int32]
  ) async throws(StoreError) -> FilterChoices {
    let facets = ground.facets
    let asksNothing = ground.isBrowsing && filter == .none
    let all = asksNothing ? try await self.places(filter, on: ground, listsAll: true) : places
    var choices = FilterChoices()
    for facet in TitleFacets.questions {
      let open =
        filter.asks(facet)
        ? try await self.places(filter.without(facet), on: ground, listsAll: true) : all
      facets.fill(&choices, with: facet, of: open)
    }
    let anySeen =
      filter.isUnseen
      ? try await self.places(filter.without(.unseen), on: ground, listsAll: true) : all
    choices.findsUnseen = anySeen.contains { place in
      !(ground.viewer[ground.catalog.titles[Int(place)].id]?.isSeen ?? false)
    }
    let anyLength =
      filter.asks(.length)
      ? try await self.places(filter.without(.length), on: ground, listsAll: true) : all
    // A letter that is typed has its answer at once: parts are looked at where something was chosen.
    if ground.isBrowsing || filter != .none {
      choices.lengths = try await lengths(of: anyLength, in: ground.catalog)
    }
    return choices
  }

  /// Titles whose first parts are looked at for the sake of a list that may never be opened.
  private static let mostMeasured = 200

  /// The running times there are; `nil` where there are too many titles to look at each.
  private func lengths(
    of places: [Int32], in catalog: CatalogSnapshot
  ) async throws(StoreError) -> [RunningLength]? {
    guard places.count <= Self.mostMeasured else { return nil }
    let titles = Set(places.map { catalog.titles[Int($0)].id })
    let first = try await firstAssets(of: titles, in: catalog).get()
    let found = Set(first.values.compactMap { $0.runningSeconds.map(RunningLength.init(seconds:)) })
    return RunningLength.allCases.filter(found.contains)
  }

  /// What giving up each answer of a filter that leaves nothing would bring.
  private func removals(
    _ filter: TitleFilter, on ground: SearchGround
  ) async throws(StoreError) -> [FilterRemoval] {
    var counts: [(facet: FilterFacet, count: Int)] = []
    for facet in FilterFacet.allCases where filter.asks(facet) {
      counts.append((facet, try await places(filter.without(facet), on: ground).count))
    }
    return FilterRemoval.sorted(counts)
  }

  /// Makes the first search as fast as the others; for when nothing else is waited for.
  public func prepareSearch() async throws(StoreError) {
    _ = try await searchIndex(of: try await catalogSnapshot())
  }

  private func order(of order: TitleOrder, in catalog: CatalogSnapshot) -> [Int32] {
    switch order {
    case .new: orders.newestFirst(catalog)
    case .name: orders.names(catalog, in: .korean).places
    case .englishName: orders.names(catalog, in: .english).places
    case .fitting, .popular: []
    }
  }

  private func initials(
    of places: [Int32], _ order: TitleOrder, in catalog: CatalogSnapshot
  ) -> [InitialPlace] {
    switch order {
    case .name: orders.names(catalog, in: .korean).beginnings(of: places)
    case .englishName: orders.names(catalog, in: .english).beginnings(of: places)
    case .fitting, .new, .popular: []
    }
  }

  /// The places of titles whose first part runs so long.
  func running(
    _ length: RunningLength, of places: [Int32], in catalog: CatalogSnapshot
  ) async throws(StoreError) -> [Int32] {
    let titles = Set(places.map { catalog.titles[Int($0)].id })
    let first = try await firstAssets(of: titles, in: catalog).get()
    return places.filter { place in
      first[catalog.titles[Int(place)].id]?.runningSeconds
        .map { RunningLength(seconds: $0) == length } ?? false
    }
  }

  static func browsingReason(_ title: Title) -> Reason {
    title.genres.first.map { .genre($0) } ?? .category(title.category)
  }
}
