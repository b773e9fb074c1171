public import PickModel

extension Engine {
  /// Titles that match, best first, at most `limit` of them.
  public func search(
    _ query: String, limit: Int, for viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> SearchResults {
    SearchResults(query: query, totalCount: 0, cards: [])
  }
}
