import PickModel
import PickStore

extension Engine {
  /// For how long a program with one viewer keeps what a search needs of them, in seconds.
  ///
  /// Each letter of a query is a search, and a history has thousands of rows. What the program itself
  /// writes ends it at once (`viewerChanged`); what another one writes is seen so much later.
  public static let searcherLife: Int64 = 10

  /// All titles as searches see them: an import by another program is seen a second later.
  func searchedCatalog() async throws(StoreError) -> CatalogSnapshot {
    guard searchers.keeps else { return try await catalogSnapshot() }
    return try await catalogSnapshot(at: try await searchedVersions.version(catalogVersion))
  }

  /// A viewer as searches see them: read once for the letters of a query.
  func searcher(
    _ viewer: Viewer.ID, in catalog: CatalogSnapshot, now: Instant
  ) async throws(StoreError) -> ViewerState {
    guard searchers.keeps else { return try await state(of: viewer, at: pageTime(now)) }
    let ticket = searchers.ticket(of: viewer)
    let kept = searchers.known(viewer, catalog: catalog.version, at: now)
    if let state = kept?.value.state { return state }
    let known = await read(viewer, at: pageTime(now), now: now)
    searchers.keep(known, of: viewer, ticket, catalog: catalog.version)
    if let state = known.state { return state }
    return ViewerState(
      choices: try known.choices.get(), history: try known.history.get(), rule: watching)
  }
}
