public import PickModel
import PickSearch
public import PickStore

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
    let isBrowsing = query.allSatisfy(\.isWhitespace)
    let (viewer, instant) = (try await searcher(viewer, in: catalog, now: now), pageTime(now))
    var places = TitleListing.places(
      of: query, filter, among: catalog.titles, in: index,
      order: { order(of: $0, in: catalog) },
      where: { place in
        // One letter finds nearly everything: what is only counted is not copied.
        guard catalog.titles[place].availability.contains(instant) else { return false }
        guard isBrowsing || filter.isUnseen else { return true }
        let id = catalog.titles[place].id
        if isBrowsing, viewer.choices.hidden.contains(id) { return false }
        return !filter.isUnseen || !(viewer[id]?.isSeen ?? false)
      })
    if let length = filter.length {
      places = try await running(length, of: places, in: catalog)
    }
    let placements = places.dropFirst(max(0, offset)).prefix(max(0, limit)).map { place in
      let title = catalog.titles[Int(place)]
      return Placement(
        title, isBrowsing ? Self.browsingReason(title) : .matchesSearch,
        playable: viewer[title.id]?.playable,
        isHidden: viewer.choices.hidden.contains(title.id))
    }
    let isFirst = offset <= 0
    return SearchResults(
      query: query, totalCount: places.count, offset: max(0, offset),
      cards: try await cards(placements, in: catalog),
      genres: isFirst ? orders.genres(catalog, in: filter.category) : [],
      initials: isFirst ? initials(of: places, filter.order, in: catalog) : [])
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
  private func running(
    _ length: RunningLength, of places: [Int32], in catalog: CatalogSnapshot
  ) async throws(StoreError) -> [Int32] {
    let titles = Set(places.map { catalog.titles[Int($0)].id })
    let first = try await firstAssets(of: titles, in: catalog).get()
    return places.filter { place in
      first[catalog.titles[Int(place)].id]?.runningSeconds
        .map { RunningLength(seconds: $0) == length } ?? false
    }
  }

  private static func browsingReason(_ title: Title) -> Reason {
    title.genres.first.map { .genre($0) } ?? .category(title.category)
  }
}

extension TitleViewing {
  /// Whether any of it was begun or finished.
  fileprivate var isSeen: Bool { isBegun || isFinished }
}
