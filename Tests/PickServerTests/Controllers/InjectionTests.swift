import HTTPTypes
import PickAPI
import PickModel
import PickTestSupport
import Testing

@Suite("what looks like a command is text")
struct InjectionTests {
  static let texts = [
    "' OR 1=1 --", "'; DROP TABLE title; --", "\" OR \"\"=\"", "%", "_", "%%%%%%%%%%_%_%_%", "*",
    "?",
    "[a-z]", "\\", "\\%", "${7*7}", "{{7*7}}", "$(id)", "../../etc/passwd", "a\u{0}b", "/**/",
    String(repeating: "%_", count: 100), String(repeating: "a*", count: 100),
  ]

  @Test("a search takes it literally, at once", arguments: texts)
  func search(_ text: String) async throws {
    let signedIn = try await SignedInServer()
    let answer = try await signedIn.send(
      .search, Endpoint.search.target(query: [("query", text)]))
    if text.contains("\0") {
      #expect(answer.status == 400)
    } else {
      let results = try answer.payload(SearchResults.self)
      #expect(results.query == text)
      #expect(results.totalCount == 0)
    }
    #expect(try await signedIn.send(.home).status == 200)
  }

  @Test("a filter and an order take only what they know", arguments: texts)
  func filter(_ text: String) async throws {
    let signedIn = try await SignedInServer()
    for name in [
      "offset", "category", "year_from", "year_to", "age", "unseen", "length", "order",
    ] {
      let answer = try await signedIn.send(
        .search, Endpoint.search.target(query: [("query", "가"), (name, text)]))
      #expect(answer.status == 400)
    }
    let genre = try await signedIn.send(
      .search, Endpoint.search.target(query: [("query", ""), ("genre", text)]))
    #expect(genre.status == (text.contains("\0") || text.count > 128 ? 400 : 200))
  }

  @Test("numbers of a filter have limits")
  func limits() async throws {
    let signedIn = try await SignedInServer()
    for (name, value) in [
      ("offset", "1000001"), ("offset", "-1"), ("year_from", "10000"), ("age", "13"),
      ("limit", "201"), ("unseen", "false"),
    ] {
      let answer = try await signedIn.send(
        .search, Endpoint.search.target(query: [("query", "가"), (name, value)]))
      #expect(answer.status == 400)
    }
  }

  @Test("so does signing in", arguments: texts)
  func signIn(_ text: String) async throws {
    let test = try await SignedInServer().test
    let answer = try await test.send(
      .post, Endpoint.signIn.target(), headers: [.contentType: "application/json"],
      body: json(SignInRequest(Credentials(number: text, password: text), deviceName: text)))
    #expect([400, 401].contains(answer.status))
  }

  @Test("so do a path and a cursor", arguments: texts)
  func paths(_ text: String) async throws {
    let signedIn = try await SignedInServer()
    #expect(try await signedIn.send(.title, Endpoint.title.target(text)).status == 404)
    #expect(try await signedIn.send(.shelf, Endpoint.shelf.target(text)).status == 404)
    let cursor = Endpoint.shelfCards.target("top10", query: [("after", text)])
    #expect(try await signedIn.send(.shelfCards, cursor).status == 400)
  }
}
