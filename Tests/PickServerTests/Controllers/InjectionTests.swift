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
