import PickAPI
import PickClient
import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@Suite("PickService: long shelves", .fewAtOnce)
struct PagingContract {
  /// A device of somebody whose list is longer than what home shows of it at once.
  private func device(_ house: ContractHouse) async throws -> any PickService {
    let device = try await house.minasDevice()
    for title in ContractWorld.melodrama.prefix(20) {
      try await device.setOnMyList(true, title: Title.ID(title))
      house.clock.advance(bySeconds: 1)
    }
    for (id, title) in [(1, 3), (2, 10), (3, 17)] as [(UInt64, Int64)] {
      try await device.record(house.playback(ContractWorld.film(title), id: id))
    }
    return device
  }

  private func longShelves(of page: HomePage) -> [Shelf] {
    (page.hero + page.shelves).compactMap {
      guard case .loaded(let shelf) = $0, shelf.next != nil else { return nil }
      return shelf
    }
  }

  @Test(
    "a long shelf comes in parts that make up the whole, nothing twice and nothing left out",
    arguments: ServiceUnderTest.allCases)
  func parts(kind: ServiceUnderTest) async throws {
    let device = try await device(try await kind.start(trained: true))
    let long = longShelves(of: try await device.home())
    #expect(!long.isEmpty)
    for shelf in long {
      #expect(shelf.cards.count <= HomeBudget.cardsPerShelf)
      var cards = shelf.cards
      var next = shelf.next
      while let cursor = next {
        let part = try await device.more(of: shelf.id, after: cursor)
        cards += part.cards
        next = part.next
      }
      #expect(cards == (try await device.shelf(shelf.kind)).cards)
      #expect(Set(cards.map(\.id)).count == cards.count)
    }
  }

  @Test(
    "a cursor of another viewer, of another shelf, or of nobody leads nowhere",
    arguments: ServiceUnderTest.allCases)
  func foreignCursors(kind: ServiceUnderTest) async throws {
    let house = try await kind.start(trained: true)
    let minas = try await device(house)
    let shelf = try #require(longShelves(of: try await minas.home()).first)
    let cursor = try #require(shelf.next)
    let juns = house.device()
    _ = try await juns.signIn(Credentials(ContractWorld.jun))
    for (asking, id, cursor) in [
      (juns, shelf.id, cursor), (minas, Shelf.ID("top11"), cursor),
      (minas, shelf.id, PageCursor(cursor.text + "A")), (minas, shelf.id, PageCursor("x y&z=%")),
    ] {
      await #expect(throws: ServiceError.notFound) {
        _ = try await asking.more(of: id, after: cursor)
      }
    }
    #expect(try await !minas.more(of: shelf.id, after: cursor).cards.isEmpty)
  }

  @Test("a front page is the same to the byte, whoever serves it")
  func sameBytes() async throws {
    var pages: [[UInt8]] = []
    for kind in ServiceUnderTest.allCases {
      let page = try await device(try await kind.start(trained: true)).home()
      let bytes = WireJSON.encode(HomePayload(page, recommendationID: "r"))
      #expect(bytes.count <= HomeBudget.bytes)
      pages.append(bytes)
    }
    #expect(Set(pages).count == 1)
  }
}
