import HTTPTypes
import PickAPI
import PickStore
import Testing

@testable import PickServer

@Suite("problem documents")
struct ProblemTests {
  @Test("a path that is not there is a problem with a code and the request's name")
  func notFound() async throws {
    let server = try TestServer()
    let answer = try await server.send(
      .get, "/api/v1/nothing", headers: [.init("X-Request-ID")!: "abc-1"])
    #expect(answer.status == 404)
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(answer.text.contains("\"code\":\"not_found\""))
    #expect(answer.text.contains("\"request_id\":\"abc-1\""))
  }

  @Test(
    "a refusal of HEAD has no body: its bytes would begin the next answer",
    arguments: [("/api/v1/home", 401), ("/api/v1/nothing", 404), ("/api/v1/sign-in", 405)])
  func head(path: String, status: Int) async throws {
    let answer = try await TestServer().send(.head, path)
    #expect(answer.status == status)
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(answer.text.isEmpty)
  }

  @Test("a method a path does not have is told which ones it has")
  func wrongMethod() async throws {
    let answer = try await TestServer().send(.delete, "/live")
    #expect(answer.status == 405)
    #expect(answer.headers[.allow] == "GET, HEAD")
  }

  @Test("a name that could not be repeated is replaced", arguments: ["", "a b", "é"])
  func badName(_ name: String) async throws {
    let header = HTTPField.Name("X-Request-ID")!
    let answer = try await TestServer().send(.get, "/live", headers: [header: name])
    let given = try #require(answer.headers[header])
    #expect(given != name && given.utf8.count == 16)
  }

  @Test("a row that cannot be read is the server's fault, and nothing of it is told")
  func corrupt() {
    let problem = Problem(StoreError.corrupt(reason: "account.is_disabled"))
    #expect(problem.code == .internal && problem.status == 500 && problem.field == nil)
  }
}
