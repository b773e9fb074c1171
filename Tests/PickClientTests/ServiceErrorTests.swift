import PickAPI
import PickModel
import PickTestSupport
import Testing

@testable import PickClient

@Suite("What problems mean")
struct ServiceErrorProblemTests {
  @Test("every code has a meaning, and those a viewer can act on have their own")
  func meanings() {
    let meanings = Problem.Code.known.map { code in
      ServiceError(Problem(code, retryAfter: 7, requestID: "abc")) { _ in "logged" }
    }
    #expect(meanings.count(where: { $0 == .unexpected(reference: "abc") }) >= 1)
    for expected: ServiceError in [
      .wrongCredentials, .accountDisabled, .throttled(retryAfterSeconds: 7),
      .sessionEnded(.expired), .sessionEnded(.revoked), .notFound, .invalid(.newPasswordTooShort),
      .invalid(.oldPasswordWrong), .unreachable, .notSaved,
    ] {
      #expect(meanings.contains(expected))
    }
  }

  @Test("a reference comes from outside: nothing of it that is not visible is shown")
  func reference() {
    let problem = Problem(
      .internal, requestID: "a\u{1b}[31m b\u{202e}" + String(repeating: "c", count: 99))
    guard case .unexpected(let reference) = ServiceError(problem, report: { _ in "" }) else {
      Issue.record("not unexpected")
      return
    }
    #expect(reference == "a[31mb" + String(repeating: "c", count: 58))
  }

  @Test(
    "an answer that is not Pick's is understood by its status",
    arguments: [
      (401, Problem.Code.unauthorized), (404, .notFound), (408, .requestTimeout),
      (429, .tooManyRequests), (502, .unavailable), (503, .unavailable), (507, .storageFull),
      (418, .internal), (500, .internal),
    ])
  func foreign(status: Int, code: Problem.Code) {
    let html = HTTPResponse(
      status: status, headers: ["content-type": "text/html"], body: Array("<h1>no</h1>".utf8))
    #expect(Problem(html).code == code)
    let broken = HTTPResponse(
      status: status, headers: ["content-type": Problem.mediaType], body: Array("{".utf8))
    #expect(Problem(broken).code == code)
  }

  @Test(
    "what keeps this machine from the server is named",
    arguments: [
      (TransportError.untrusted, ServiceError.Obstacle.untrusted), (.wrongHost, .wrongHost),
      (.expiredCertificate, .expired), (.noAuthorities, .noAuthorities), (.noLibrary, .noLibrary),
    ])
  func obstacles(error: TransportError, obstacle: ServiceError.Obstacle) {
    #expect(ServiceError(error, report: { _ in "" }) == .cannotConnect(obstacle))
  }

  @Test("what is found when a token has to be renewed is told as what it is, and the session stays")
  func obstructedRefresh() async throws {
    let house = try RemoteHouse()
    let terminal = try await house.minasTerminal()
    house.clock.advance(bySeconds: 1_800)
    house.server.be(.away(.untrusted))
    await #expect(throws: ServiceError.cannotConnect(.untrusted)) {
      _ = try await terminal.authorize()
    }
    house.server.be(.well)
    #expect(try await terminal.authorize() == SignInFixture.mina.viewer)
  }

  @Test(
    "a problem with a number that cannot be is not believed in part",
    arguments: ["1e16", "9223372036854775807", "-9223372036854775808"])
  func strangeNumber(number: String) {
    let body =
      #"{"type":"t","title":"t","status":429,"code":"too_many_requests","retry_after":\#(number)}"#
    let response = HTTPResponse(
      status: 429,
      headers: ["content-type": Problem.mediaType, "retry-after": "9223372036854775807"],
      body: Array(body.utf8))
    #expect(Problem(response).code == .internal)
    #expect(response.retryAfterSeconds == 366 * 86_400)
    guard case .unexpected = ServiceError(Problem(response), report: { _ in "" }) else {
      Issue.record("it was believed")
      return
    }
  }
}
