public import PickModel
import PickSearch
import PickStore
import Synchronization

/// All titles at one version of the catalogue: an immutable value that any number of pages share.
///
/// Titles are kept once, by ascending identifier, and found by halving: a dictionary beside them
/// would cost start-up time and memory that nothing gives back.
public struct CatalogSnapshot: Sendable {
  /// The version of the catalogue the titles were read at.
  public let version: Int64
  /// All titles, by ascending identifier.
  public let titles: [Title]
  /// Places in `titles`, the newest title first, then by identifier.
  let newestFirst: [Int32]
  /// The facts of `titles` as numbers.
  let facets: KnownFacets

  /// A snapshot of `titles`, which may come in any order, with the `pictures` of some.
  public init(version: Int64, titles: [Title], pictures: [Title.ID: PictureID] = [:]) {
    self.version = version
    let isSorted = titles.indices.dropFirst().allSatisfy { titles[$0 - 1].id < titles[$0].id }
    let sorted = isSorted ? titles : titles.sorted { $0.id < $1.id }
    self.titles = pictures.isEmpty ? sorted : sorted.map { $0.with(picture: pictures[$0.id]) }
    newestFirst = Self.newestFirst(self.titles)
    facets = KnownFacets(self.titles)
  }

  /// Sorts pairs of numbers: moving whole titles about would cost twenty times as much.
  private static func newestFirst(_ titles: [Title]) -> [Int32] {
    let keys = titles.indices.map { (titles[$0].addedAt.millisecondsSince1970, Int32($0)) }
    return keys.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map(\.1)
  }

  /// The title of that identity; `nil` when the catalogue has none.
  public subscript(id: Title.ID) -> Title? {
    position(of: id).map { titles[$0] }
  }

  /// The index of a title in `titles`; `nil` when it is not there.
  public func position(of id: Title.ID) -> Int? {
    var low = 0
    var high = titles.count
    while low < high {
      let middle = (low + high) / 2
      if titles[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < titles.count && titles[low].id == id ? low : nil
  }
}

/// The facts of a catalogue's titles, counted when a page or a search first needs them.
final class KnownFacets: Sendable {
  private let titles: [Title]
  private let counted = Mutex<TitleFacets?>(nil)

  init(_ titles: [Title]) { self.titles = titles }

  /// The facts; the first call takes about 0.3 µs a title.
  var value: TitleFacets {
    counted.withLock { counted in
      if let counted { return counted }
      let made = TitleFacets(titles)
      counted = made
      return made
    }
  }
}

/// Remembers the version of the catalogue for a moment: a busy server would read it for each page.
final class RecentVersion: Sendable {
  private let last = Mutex<(version: Int64, readAt: ContinuousClock.Instant)?>(nil)
  private let life: Duration

  /// Remembers a version for so long; not at all with zero.
  init(life: Duration) { self.life = life }

  /// The version, read again where it is too old.
  func version(_ read: () async throws(StoreError) -> Int64) async throws(StoreError) -> Int64 {
    let now = ContinuousClock.now
    let known = last.withLock { last in
      last.flatMap { $0.readAt.duration(to: now) < life ? $0.version : nil }
    }
    if let known { return known }
    let version = try await read()
    if life > .zero {
      last.withLock { last in
        // Reads may overtake each other; a version only grows.
        if (last?.version ?? .min) <= version { last = (version, now) }
      }
    }
    return version
  }
}

/// Remembers the first part of titles for as long as the catalogue stays as it is.
///
/// What Space plays of a title the viewer has not begun is the same for all viewers; looking it up
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
