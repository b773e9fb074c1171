import PickModel
import Synchronization

/// Remembers the first part of titles for as long as the catalogue stays as it is.
///
/// What Space plays of a title the viewer has not begun is the same for everybody; looking it up
/// anew was a third of what a front page costs.
final class FirstAssetCache: Sendable {
  private struct State {
    var version = Int64.min
    /// A title without any part is remembered too.
    var assets: [Title.ID: Asset?] = [:]
  }

  private let store: any CatalogStore
  private let state = Mutex(State())

  init(store: any CatalogStore) { self.store = store }

  /// The first part of each title that has one, in the catalogue of that version.
  func assets(
    of titles: some Collection<Title.ID>, version: Int64
  ) async throws(StoreError) -> [Title.ID: Asset] {
    var (found, missing) = known(titles, version)
    guard !missing.isEmpty else { return found }
    missing.sort()
    let read = try await store.firstAssets(of: missing)
    for asset in read { found[asset.title] = asset }
    remember(missing, found, version)
    return found
  }

  private func known(
    _ titles: some Collection<Title.ID>, _ version: Int64
  ) -> (found: [Title.ID: Asset], missing: [Title.ID]) {
    state.withLock { state in
      guard state.version == version else { return ([:], Array(titles)) }
      var found: [Title.ID: Asset] = [:]
      found.reserveCapacity(titles.count)
      var missing: [Title.ID] = []
      for title in titles {
        switch state.assets[title] {
        case .some(let asset): found[title] = asset
        case nil: missing.append(title)
        }
      }
      return (found, missing)
    }
  }

  private func remember(_ titles: [Title.ID], _ found: [Title.ID: Asset], _ version: Int64) {
    state.withLock { state in
      if state.version < version { state = State(version: version) }
      guard state.version == version else { return }
      for title in titles { state.assets[title] = .some(found[title]) }
    }
  }
}
