import HTTPTypes
import PickAPI
import PickCore
import PickModel
import PickServer
import PickTestSupport
import Testing

@Suite("pages over the wire")
struct PageTests {
  @Test(
    "every endpoint of a viewer needs a token, and says nothing without one",
    arguments: Endpoint.allCases.filter { $0.route.caller == .accessToken })
  func guarded(_ endpoint: Endpoint) async throws {
    let test = try await SignedInServer().test
    let target = endpoint.route.template.replacing("{title}", with: "1")
      .replacing("{category}", with: "film")
    let method = try #require(HTTPRequest.Method(endpoint.route.method.rawValue))
    for headers: HTTPFields in [[:], [.authorization: "Bearer made-up"]] {
      let answer = try await test.send(method, target, headers: headers)
      #expect(answer.status == 401)
      #expect(answer.code == "unauthorized")
      #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
    }
  }

  @Test("home is the engine's home")
  func home() async throws {
    let signedIn = try await SignedInServer()
    let home: HomePayload = try await signedIn.send(.home).payload()
    let engine = signedIn.test.server.backend.engine
    let now = signedIn.test.clock.now()
    #expect(try await home.page == engine.home(of: Viewer.ID(101), now: now))
    #expect(!home.recommendationID.isEmpty)
  }

  @Test("a page that is known is not sent again, in whatever coding it was received")
  func notModified() async throws {
    let signedIn = try await SignedInServer()
    let first = try await signedIn.send(.home)
    let tag = try #require(first.headers[.eTag])
    #expect(first.headers[.cacheControl] == "private, no-cache")
    #expect(first.headers[.vary] == "Accept-Encoding, Authorization")
    let forms = [tag, "W/\(tag)", "\"x\", \(tag)", "*", tag.dropLast() + "-gzip\""]
    for known in forms {
      let again = try await signedIn.send(.home, headers: [.ifNoneMatch: String(known)])
      #expect(again.status == 304)
      #expect(again.bytes.isEmpty)
      #expect(again.headers[.eTag] == tag)
    }
    let other = try await signedIn.send(.home, headers: [.ifNoneMatch: "\"x\""])
    #expect(other.status == 200)
  }

  @Test("a shelf, a category, a search, a title and its explanation are the engine's")
  func others() async throws {
    let signedIn = try await SignedInServer()
    let engine = signedIn.test.server.backend.engine
    let (viewer, now) = (Viewer.ID(101), signedIn.test.clock.now())
    let category: CategoryPage = try await signedIn.send(
      .category, Endpoint.category.target("film")
    ).payload()
    #expect(try await category == engine.category(.film, of: viewer, now: now))
    let search: SearchResults = try await signedIn.send(
      .search, Endpoint.search.target(query: [("query", "바람"), ("limit", "5")])
    ).payload()
    #expect(try await search == engine.search("바람", limit: 5, for: viewer, now: now))
    let title: TitlePage = try await signedIn.send(
      .title, Endpoint.title.target("2")
    ).payload()
    #expect(try await title == engine.title(Title.ID(2), of: viewer, now: now))
    let why: Explanation = try await signedIn.send(
      .explanation, Endpoint.explanation.target("2")
    ).payload()
    #expect(try await why == engine.explain(Title.ID(2), to: viewer, now: now))
    let home = try await engine.home(of: viewer, now: now)
    let shelf = try #require(home.shelves.first { !$0.cards.isEmpty })
    let answer: ShelfResult = try await signedIn.send(
      .shelf, Endpoint.shelf.target(shelf.id.rawValue)
    ).payload()
    #expect(answer == shelf)
  }

  @Test(
    "what is not there is not found",
    arguments: [
      "/titles/9", "/titles/0", "/titles/01", "/titles/x", "/titles/9223372036854775808",
      "/titles/%ff", "/titles/%", "/titles/9/explanation", "/categories/films",
      "/home/shelves/nothing", "/home/shelves/%00", "/nothing",
    ])
  func notFound(_ path: String) async throws {
    try await expectRefusal(of: Endpoint.prefix + path, 404, "not_found")
  }

  @Test(
    "a parameter that is missing, unknown, said twice or out of range is refused",
    arguments: [
      "/search", "/search?query=a&limit=0", "/search?query=a&limit=201", "/search?query=a&x=1",
      "/search?query=a&limit=x", "/search?query=a&query=b", "/search?query=%00", "/home?x",
      "/search?query=%ff", "/home/shelves/top10/cards",
    ])
  func invalidParameter(_ path: String) async throws {
    try await expectRefusal(of: Endpoint.prefix + path, 400, "invalid_parameter")
  }

  private func expectRefusal(of target: String, _ status: Int, _ code: String) async throws {
    let answer = try await SignedInServer().send(.title, target)
    #expect(answer.status == status)
    #expect(answer.code == code)
  }

  @Test(
    "a cursor nobody made here is refused, and one that is no text at all",
    arguments: [
      ("AAAA", "invalid_cursor"), ("~", "invalid_cursor"), ("%F0%9F%91%BB", "invalid_parameter"),
      ("a%00", "invalid_parameter"),
    ])
  func forgedCursor(_ cursor: String, code: String) async throws {
    let target = Endpoint.shelfCards.target("top10") + "?after=" + cursor
    try await expectRefusal(of: target, 400, code)
  }

  @Test("a viewer's own page is the viewer's own")
  func myPage() async throws {
    let signedIn = try await SignedInServer()
    let page: MyPage = try await signedIn.send(.myPage).payload()
    #expect(page.number == "1001")
    #expect(page.devices.map(\.isCurrent) == [true])
    #expect(try await signedIn.send(.history).payload(HistoryPayload.self).entries.isEmpty)
    #expect(try await signedIn.send(.taste).payload(TastePayload.self).genres.isEmpty)
    #expect(try await signedIn.send(.myList).payload(CardsPayload.self).cards.isEmpty)
  }
}
