import PickModel
import PickTestSupport
import Testing

@testable import PickCore

@Suite("facts that arrive together")
struct BatchTests {
  private let viewer = Viewer.ID(101)

  private func engine() async throws -> Engine {
    let database = try await StoreSample.database()
    return Engine(
      stores: Engine.Stores(catalog: database, watches: database, choices: database))
  }

  @Test("events of what is not there are refused, the others are stored once")
  func events() async throws {
    let engine = try await engine()
    let batch = [StoreSample.event(1), StoreSample.event(2, asset: 999), StoreSample.event(3)]
    let first: Engine.Recorded = try await engine.record(batch)
    #expect(first == Engine.Recorded(newCount: 2, refused: [batch[1].id]))
    let again: Engine.Recorded = try await engine.record(batch)
    #expect(again == Engine.Recorded(newCount: 0, refused: [batch[1].id]))
  }

  @Test("so are opened pages and visible cards of titles that are not there")
  func seen() async throws {
    let engine = try await engine()
    let ids = (0..<2).map { EventID(at: StoreSample.now, rest: (1, $0)) }
    let views = zip(ids, [1, 99]).map {
      DetailView(id: $0, viewer: viewer, title: Title.ID($1), at: StoreSample.now)
    }
    #expect(
      try await engine.recordKnown(views) == Engine.Recorded(newCount: 1, refused: [ids[1]]))
    let cards = zip(ids, [99, 2]).map {
      Impression(
        id: $0, viewer: viewer, shelf: Shelf.ID("top10"), title: Title.ID($1), position: 0,
        at: StoreSample.now)
    }
    #expect(
      try await engine.recordKnown(cards) == Engine.Recorded(newCount: 1, refused: [ids[0]]))
  }

  @Test("a shelf is found by its name while it is on the page")
  func shelfByName() async throws {
    let engine = try await engine()
    let home = try await engine.home(of: viewer, now: StoreSample.now)
    for case .loaded(let shelf) in home.hero + home.shelves {
      let found = try await engine.shelf(named: shelf.id, of: viewer, now: StoreSample.now)
      #expect(found == shelf)
    }
    let none = try await engine.shelf(named: Shelf.ID("x"), of: viewer, now: StoreSample.now)
    #expect(none == nil)
  }
}
