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
    var entries = RecentEntries<Title.ID, KnownTitle>(mostWeight: 0)
  }

  private let state = Mutex(State())
  private let mostAssets: Int

  /// Keeps the details of titles with about so many assets; of none with 0.
  init(mostAssets: Int) { self.mostAssets = mostAssets }

  func details(of title: Title.ID, version: Int64) -> KnownTitle? {
    state.withLock { $0.version == version ? $0.entries[title] : nil }
  }

  /// Keeps details that were read after the catalogue was seen at `version`.
  func keep(_ known: KnownTitle, of title: Title.ID, version: Int64) {
    guard mostAssets > 0 else { return }
    state.withLock { state in
      if state.version < version {
        state = State(version: version, entries: RecentEntries(mostWeight: mostAssets))
      }
      guard state.version == version else { return }
      state.entries.keep(known, for: title, weight: known.details.assets.count + 4)
    }
  }
}

/// What a title's page is made of for every viewer.
struct KnownTitle: Sendable {
  let details: TitleDetails
  /// The parts of one who has begun none of them: one array for all such pages.
  let unbegun: ListedParts
  /// The part that plays first.
  let first: Asset?

  init(_ details: TitleDetails) {
    self.details = details
    unbegun = ListedParts(details) { _ in nil }
    first = TitleParts(details.assets).main.first
  }
}

extension Engine {
  /// The details of a title; `nil` when there is no such title.
  func details(
    of title: Title.ID, in catalog: CatalogSnapshot
  ) async throws(StoreError) -> KnownTitle? {
    if let known = knownDetails.details(of: title, version: catalog.version) { return known }
    guard let known = try await stores.catalog.details(of: title).map(KnownTitle.init) else {
      return nil
    }
    knownDetails.keep(known, of: title, version: catalog.version)
    return known
  }
}
