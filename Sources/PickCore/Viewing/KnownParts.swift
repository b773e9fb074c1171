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
    var parts: [Title.ID: [Asset]] = [:]
  }

  private let store: any CatalogStore
  private let state = Mutex(State())
  private let mostParts: Int

  /// Keeps about so many parts; none with 0.
  init(store: any CatalogStore, mostParts: Int) {
    self.store = store
    self.mostParts = mostParts
  }

  /// All parts of every title that one of `watched` belongs to, by ascending title, each title's in
  /// watching order; the catalogue was seen at `version`.
  func parts(
    ofTitlesWith watched: [Asset.ID], version: Int64
  ) async throws(StoreError) -> [Asset] {
    guard mostParts > 0 else { return try await store.assets(ofTitlesWith: watched) }
    var (found, missing) = known(watched, version)
    if !missing.isEmpty {
      let read = Dictionary(
        grouping: try await store.assets(ofTitlesWith: missing), by: \.title)
      keep(read, version)
      found.merge(read) { first, _ in first }
    }
    return found.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  private func known(
    _ watched: [Asset.ID], _ version: Int64
  ) -> (found: [Title.ID: [Asset]], missing: [Asset.ID]) {
    state.withLock { state in
      guard state.version == version else { return ([:], watched) }
      var (found, missing): ([Title.ID: [Asset]], [Asset.ID]) = ([:], [])
      for asset in watched {
        if let title = state.titles[asset] {
          found[title] = state.parts[title]
        } else {
          missing.append(asset)
        }
      }
      return (found, missing)
    }
  }

  private func keep(_ read: [Title.ID: [Asset]], _ version: Int64) {
    state.withLock { state in
      if state.version < version || state.titles.count > mostParts {
        state = State(version: max(state.version, version))
      }
      guard state.version == version else { return }
      for (title, parts) in read {
        state.parts[title] = parts
        for part in parts { state.titles[part.id] = title }
      }
    }
  }
}
