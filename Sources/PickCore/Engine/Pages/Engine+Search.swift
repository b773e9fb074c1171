public import PickModel

extension Engine {
  /// Titles that match, best first, at most `limit` of them.
  ///
  /// Hidden and unavailable titles are neither shown nor counted.
  public func search(
    _ query: String, limit: Int, for viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> SearchResults {
    let catalog = try await catalogSnapshot()
    let index = try await searchIndex(of: catalog)
    let matches = index.search(query, limit: catalog.titles.count)
    guard !matches.titles.isEmpty else {
      return SearchResults(query: query, totalCount: 0, cards: [])
    }
    let eligibility = Eligibility(
      viewer: try await state(of: viewer, at: pageTime(now)), instant: pageTime(now))
    var count = 0
    var placements: [Placement] = []
    // One letter finds nearly everything: what is only counted is not copied.
    for place in matches.titles.compactMap(catalog.position) {
      guard eligibility.mayBrowse(catalog.titles[place]) else { continue }
      count += 1
      guard placements.count < limit else { continue }
      let title = catalog.titles[place]
      placements.append(
        Placement(title, .matchesSearch, playable: eligibility.viewer[title.id]?.playable))
    }
    return SearchResults(
      query: query, totalCount: count, cards: try await cards(placements, in: catalog))
  }

  /// Makes the first search as fast as the others; for when nothing else is waited for.
  public func prepareSearch() async throws(StoreError) {
    _ = try await searchIndex(of: try await catalogSnapshot())
  }
}
