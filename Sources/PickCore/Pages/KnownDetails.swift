import PickModel
import PickStore
import Synchronization

/// Keeps the details of titles that were looked at, for as long as the catalogue stays as it is.
///
/// They are the same for all viewers, and reading them takes four statements. The room is counted in
/// assets, since a series has hundreds.
final class KnownDetails: Sendable {
  private struct State {
    var version = Int64.min
    var entries = RecentEntries<Title.ID, TitleDetails>(mostWeight: 0)
  }

  private let state = Mutex(State())
  private let mostAssets: Int

  /// Keeps the details of titles with about so many assets; of none with 0.
  init(mostAssets: Int) { self.mostAssets = mostAssets }

  func details(of title: Title.ID, version: Int64) -> TitleDetails? {
    state.withLock { $0.version == version ? $0.entries[title] : nil }
  }

  /// Keeps details that were read after the catalogue was seen at `version`.
  func keep(_ details: TitleDetails, of title: Title.ID, version: Int64) {
    guard mostAssets > 0 else { return }
    state.withLock { state in
      if state.version < version {
        state = State(version: version, entries: RecentEntries(mostWeight: mostAssets))
      }
      guard state.version == version else { return }
      state.entries.keep(details, for: title, weight: details.assets.count + 4)
    }
  }
}

extension Engine {
  /// The details of a title; `nil` when there is no such title.
  func details(
    of title: Title.ID, in catalog: CatalogSnapshot
  ) async throws(StoreError) -> TitleDetails? {
    if let known = knownDetails.details(of: title, version: catalog.version) { return known }
    let details = try await stores.catalog.details(of: title)
    if let details { knownDetails.keep(details, of: title, version: catalog.version) }
    return details
  }
}
