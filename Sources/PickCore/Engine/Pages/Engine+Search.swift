public import PickModel

extension Engine {
  /// Titles that match, best first, at most `limit` of them.
  ///
  /// Hidden and unavailable titles are neither shown nor counted.
  public func search(
    _ query: String, limit: Int, for viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> SearchResults {
    let catalog = try await catalog.snapshot()
    let index = try await searching.index(of: catalog)
    let matches = index.search(query, limit: catalog.titles.count)
    guard !matches.titles.isEmpty else {
      return SearchResults(query: query, totalCount: 0, cards: [])
    }
    let eligibility = Eligibility(
      viewer: try await state(of: viewer, at: pageTime(now)), instant: pageTime(now))
    let found = matches.titles.compactMap { catalog[$0] }.filter(eligibility.mayBrowse)
    let placements = found.prefix(max(0, limit)).map {
      Placement($0, .matchesSearch, playable: eligibility.viewer[$0.id]?.playable)
    }
    return SearchResults(
      query: query, totalCount: found.count, cards: try await cards(placements))
  }

  /// Makes the first search as fast as the others; for when nothing else is waited for.
  public func prepareSearch() async throws(StoreError) {
    _ = try await searching.index(of: try await catalog.snapshot())
  }
}
