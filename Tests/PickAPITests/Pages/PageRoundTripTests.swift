import PickAPI
import PickModel
import Testing

@Suite("pages over the wire")
struct PageRoundTripTests {
  private func sent<Payload: WirePayload>(_ payload: Payload) throws -> Payload {
    try WireJSON.decode(from: WireJSON.encode(payload))
  }

  @Test("a front page arrives as it was", arguments: 0..<60)
  func home(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let page = any.home()
    let payload = try sent(HomePayload(page, recommendationID: "r\(seed)"))
    #expect(told(payload.page) == told(page))
    #expect(payload.recommendationID == "r\(seed)")
  }

  @Test("the name of a genre that no genre has is refused before it becomes a key")
  func longGenre() throws {
    func json(_ name: String) -> [UInt8] { Array("{\"name\":\"\(name)\"}".utf8) }
    let genre: Genre = try WireJSON.decode(from: json(String(repeating: "가", count: 100)))
    #expect(genre.name.original.count == 100)
    #expect(throws: (any Error).self) {
      let _: Genre = try WireJSON.decode(
        from: json(String(repeating: "\u{301}", count: 300)))
    }
  }

  @Test("a shelf, its next cards and a search arrive as they were", arguments: 0..<60)
  func lists(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let (shelf, search) = (any.shelf(), any.search())
    let part = ShelfPart(cards: any.cards(), next: any.maybe { PageCursor($0.text()) })
    #expect(told(try sent(ShelfResult.loaded(shelf))) == told(ShelfResult.loaded(shelf)))
    #expect(told(try sent(part)) == told(part))
    #expect(told(try sent(search)) == told(search))
    let list = any.list()
    #expect(told(try sent(list)) == told(list))
  }

  @Test("near titles of an older server are none, and no more are taken than there may be")
  func near() throws {
    var any = AnyModel(seed: 7)
    let card = String(decoding: WireJSON.encode(any.card(reason: nil)), as: UTF8.self)
    func results(_ near: String) throws -> SearchResults {
      let json = "{\"query\":\"x\",\"total_count\":0,\"cards\":[]\(near)}"
      return try WireJSON.decode(from: Array(json.utf8))
    }
    #expect(try results("").near.isEmpty)
    let many = Array(repeating: card, count: 40).joined(separator: ",")
    #expect(try results(",\"near\":[\(many)]").near.count == SearchResults.mostNear)
    #expect(throws: (any Error).self) { try results(",\"near\":[{}]") }
  }

  @Test("a category and a title's page arrive as they were", arguments: 0..<60)
  func browsing(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let (category, title) = (any.category(), any.titlePage())
    #expect(told(try sent(category)) == told(category))
    #expect(told(try sent(title)) == told(title))
  }

  @Test("an explanation and a viewer's own page arrive as they were", arguments: 0..<60)
  func own(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let (explanation, page) = (any.explanation(), any.myPage())
    #expect(told(try sent(explanation)) == told(explanation))
    #expect(told(try sent(page)) == told(page))
    let history = try sent(HistoryPayload(page.history)).entries
    #expect(told(history) == told(page.history))
    #expect(told(try sent(TastePayload(page.taste)).genres) == told(page.taste))
    let devices = try sent(SessionsPayload(page.devices)).devices
    #expect(told(devices) == told(page.devices))
    let arrangement = any.arrangement()
    #expect(try sent(HomeArrangementRequest(arrangement)).arrangement == arrangement)
    let arranged = MyPage(
      number: page.number, history: [], myList: [], taste: [], home: arrangement, devices: [],
      stored: page.stored)
    #expect(try sent(arranged).home == arrangement)
  }

  @Test("a list that must not be empty is refused where it is, and taken by a client")
  func emptyList() throws {
    let json = Array(#"{"shelves":[]}"#.utf8)
    #expect(throws: WireFault.self) {
      _ = try WireJSON.decodeStrictly(from: json) as HomeArrangementRequest
    }
    let lenient: HomeArrangementRequest = try WireJSON.decode(from: json)
    #expect(lenient.arrangement == .standard)
  }

  @Test("fields of a newer server are passed over")
  func newer() throws {
    let json = #"{"category":"film","shelves":[],"mood":{"of":["the","day"]}}"#
    let payload: CategoryPage = try WireJSON.decode(from: Array(json.utf8))
    #expect(payload == CategoryPage(category: .film, shelves: []))
  }

  @Test(
    "what is not a page is a fault that says where",
    arguments: [
      (#"{"category":"films","shelves":[]}"#, "category"),
      (#"{"category":"film"}"#, "shelves"),
      (#"{"category":"film","shelves":[{"kind":"genre","cards":[]}]}"#, "shelves.0.genre"),
      ("[]", ""), ("", ""),
    ])
  func faults(_ json: String, path: String) {
    #expect { try WireJSON.decode(CategoryPage.self, from: Array(json.utf8)) } throws: {
      ($0 as? WireFault)?.path == path
    }
  }
}

@Suite("What others know of a title, on the wire")
struct TitleNotesRoundTripTests {
  private static let notes: [TitleNotes] = [
    .none, TitleNotes(stars: .init(mean: 4.429, count: 317)),
    TitleNotes(keywords: ["prison", "희망"], imdb: "tt0111161", tmdb: 278),
  ]

  @Test("comes back whole, and takes no byte where nothing is known", arguments: notes)
  func roundTrip(notes: TitleNotes) throws {
    var any = AnyModel(seed: 7)
    let bare = any.titlePage()
    let page = TitlePage(
      title: bare.title, synopsis: bare.synopsis, cast: bare.cast, seasons: bare.seasons,
      others: bare.others, next: bare.next, similar: bare.similar, reason: bare.reason,
      isOnMyList: bare.isOnMyList, thumb: bare.thumb, isHidden: bare.isHidden, notes: notes)
    let written = WireJSON.encode(page)
    let read: TitlePage = try WireJSON.decode(from: written)
    #expect(read.notes == notes)
    let text = String(decoding: written, as: UTF8.self)
    #expect(text.contains("\"notes\"") == (notes != .none))
  }
}
