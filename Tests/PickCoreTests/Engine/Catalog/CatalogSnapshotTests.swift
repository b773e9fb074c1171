import PickModel
import Testing

@testable import PickCore

@Suite("CatalogSnapshot")
struct CatalogSnapshotTests {
  @Test("titles are found by identifier, whatever order they came in")
  func finding() {
    var world = World()
    for id: Int64 in [7, 3, 5] { world.film(id) }
    let catalog = world.catalog
    #expect(catalog.titles.map(\.id.rawValue) == [3, 5, 7])
    #expect([3, 5, 7].allSatisfy { catalog[Title.ID($0)]?.id == Title.ID($0) })
    #expect([1, 4, 6, 9].allSatisfy { catalog[Title.ID($0)] == nil })
    #expect(CatalogSnapshot(version: 0, titles: [])[Title.ID(1)] == nil)
  }

  @Test("a changed catalogue is read again, an unchanged one is not")
  func refreshing() async throws {
    let store = try SQLiteDatabase.inMemory()
    var world = World()
    world.film(1)
    _ = try await store.store(world.batch) { _, _ in }
    let engine = Engine(
      stores: Engine.Stores(catalog: store, watches: store, choices: store))
    let first = try await engine.catalogSnapshot()
    #expect(first.titles.count == 1)
    #expect(try await engine.catalogSnapshot().version == first.version)
    world.film(2)
    _ = try await store.store(world.batch) { _, _ in }
    #expect(try await engine.catalogSnapshot().titles.count == 2)
  }
}
