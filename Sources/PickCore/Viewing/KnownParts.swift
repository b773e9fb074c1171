import PickModel
import PickStore
import Synchronization

/// Keeps the parts of titles that were watched, for as long as the catalogue stays as it is.
///
/// They are the same for all viewers, and of one who watches much they are nine tenths of what is read.
/// The room is counted in parts; when it is full, all of them go.
final class KnownParts: Sendable {
  private struct State {
    var version = Int64.min
    var titles: [Asset.ID: Title.ID] = [:]
    var parts: [Title.ID: TitleParts] = [:]
  }

  private let store: any CatalogStore
  private let state = Mutex(State())
  private let mostParts: Int

  /// Keeps about so many parts; none with 0.
  init(store: any CatalogStore, mostParts: Int) {
    self.store = store
    self.mostParts = mostParts
  }

  /// Every title that one of `watched` belongs to, with all of its parts; the catalogue was seen at
  /// `version`.
  func titles(
    with watched: [Asset.ID], version: Int64
  ) async throws(StoreError) -> WatchedTitles {
    guard mostParts > 0 else {
      return WatchedTitles(try await store.assets(ofTitlesWith: watched))
    }
    var (found, missing) = known(watched, version)
    guard !missing.isEmpty else { return found }
    let read = WatchedTitles(try await store.assets(ofTitlesWith: missing))
    keep(read, version)
    for asset in missing {
      guard let title = read.titles[asset], let parts = read.parts[title] else { continue }
      found.add(asset, of: title, parts)
    }
    return found
  }

  private func known(
    _ watched: [Asset.ID], _ version: Int64
  ) -> (found: WatchedTitles, missing: [Asset.ID]) {
    state.withLock { state in
      guard state.version == version else { return (WatchedTitles(), watched) }
      var (found, missing): (WatchedTitles, [Asset.ID]) = (WatchedTitles(), [])
      for asset in watched {
        if let title = state.titles[asset], let parts = state.parts[title] {
          found.add(asset, of: title, parts)
        } else {
          missing.append(asset)
        }
      }
      return (found, missing)
    }
  }

  private func keep(_ read: WatchedTitles, _ version: Int64) {
    state.withLock { state in
      if state.version < version || state.titles.count > mostParts {
        state = State(version: max(state.version, version))
      }
      guard state.version == version else { return }
      state.titles.merge(read.titles) { first, _ in first }
      // The reading that is kept stays the one that states were made of.
      state.parts.merge(read.parts) { first, _ in first }
    }
  }
}
