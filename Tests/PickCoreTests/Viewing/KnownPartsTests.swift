import PickModel
import PickTestSupport
import Synchronization
import Testing

@testable import PickCore
@testable import PickStore

@Suite("KnownParts")
struct KnownPartsTests {
  @Test("all parts of each title come, its own in order, whatever was asked for before")
  func same() async throws {
    var world = World()
    world.series(2, episodes: [3])
    world.film(1)
    let parts = KnownParts(store: ArrayCatalog(parts: world.assets), mostParts: 100)
    for watched in [[201], [100, 202], [100, 201, 203], []] as [[Int64]] {
      let found = try await parts.titles(with: watched.map { Asset.ID($0) }, version: 1)
      let titles = Set(watched.map { $0 / 100 })
      let expected = world.assets.filter { titles.contains($0.title.rawValue) }
        .sorted { ($0.title, $0.id) < ($1.title, $1.id) }
      #expect(found.assets == expected)
      #expect(watched.allSatisfy { found.titles[Asset.ID($0)] == Title.ID($0 / 100) })
    }
  }

  @Test("a later version of the catalogue is read anew, and nothing is kept without room")
  func versions() async throws {
    var world = World()
    world.series(2, episodes: [1])
    let shelf = CountingCatalog(ArrayCatalog(parts: world.assets))
    let kept = KnownParts(store: shelf, mostParts: 100)
    for version in [1, 1, 2, 2] as [Int64] {
      #expect(try await kept.titles(with: [Asset.ID(201)], version: version).assets.count == 1)
    }
    #expect(shelf.reads.withLock(\.self) == 2)
    let none = KnownParts(store: shelf, mostParts: 0)
    for _ in 0..<2 { _ = try await none.titles(with: [Asset.ID(201)], version: 1) }
    #expect(shelf.reads.withLock(\.self) == 4)
  }
}

/// A catalogue that counts how often assets are asked for.
private final class CountingCatalog: CatalogStore {
  let reads = Mutex(0)
  private let catalog: ArrayCatalog

  init(_ catalog: ArrayCatalog) { self.catalog = catalog }

  func assets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    reads.withLock { $0 += 1 }
    return try await catalog.assets(of: titles)
  }

  func asset(_ id: Asset.ID) async throws(StoreError) -> Asset? { try await catalog.asset(id) }
  func catalogVersion() async throws(StoreError) -> Int64 { 1 }
  func titles() async throws(StoreError) -> [Title] { [] }
  func details(of title: Title.ID) async throws(StoreError) -> TitleDetails? { nil }
  func titleTexts() async throws(StoreError) -> [TitleText] { [] }
  func title(named name: String) async throws(StoreError) -> Title? { nil }
  func episodes(
    addedFrom start: Instant, until end: Instant
  ) async throws(StoreError) -> [Asset] { [] }
}
