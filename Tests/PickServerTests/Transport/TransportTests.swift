import Foundation
import PickTestRunning
import Testing

@testable import PickServer

@Suite("the transport", .fewAtOnce)
struct TransportTests {
  private let server: TestServer
  private var limits = Limits()

  init() throws {
    server = try TestServer()
    limits.request = .milliseconds(150)
  }

  @Test("headers that never end are answered with 408, and the connection is closed")
  func slowHeaders() async throws {
    let answer = try await exchange(["GET /live HTTP/1.1\r\n", "Host: localhost\r\n", "X-A: "])
    #expect(answer.hasPrefix("HTTP/1.1 408 "))
    #expect(answer.contains("\"code\":\"request_timeout\""))
    #expect(answer.lowercased().contains("connection: close"))
  }

  @Test("a body that never ends does not keep a connection that was answered")
  func slowBody() async throws {
    let answer = try await exchange([
      "GET /live HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n", "only",
    ])
    // By then it was answered, or, on a machine with much to do, it was not.
    #expect(answer.hasPrefix("HTTP/1.1 200 ") || answer.hasPrefix("HTTP/1.1 408 "))
  }

  @Test("headers of more than 16 KiB are answered with 431")
  func largeHeaders() async throws {
    let field = "X-Large: " + String(repeating: "a", count: 20 << 10)
    let answer = try await patientExchange([
      "GET /live HTTP/1.1\r\nHost: localhost\r\n\(field)\r\n\r\n"
    ])
    #expect(answer.hasPrefix("HTTP/1.1 431 "))
    #expect(answer.contains("\"code\":\"headers_too_large\""))
  }

  @Test(
    "what is no request is answered with 400 and nothing more",
    arguments: [
      "GET /live HTTP/1.1\r\n\r\n", "GET /live HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
      "GET /live HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", "GET /live HTTP/1.1\r\nHost: a/b\r\n\r\n",
      "GET /live HTTP/1.1\r\nHost: a b\r\n\r\n", "GET live HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET http://b/live HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET ftp://a/live HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET * HTTP/1.1\r\nHost: a\r\n\r\n", "GET /\u{301} HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /live HTTP/1.1\r\nHost: a\r\nX: \u{301}\r\n\r\n",
      "GET /live HTTP/1.1\r\nHost: a\r\nX: a\u{1}b\r\n\r\n",
      "GET /live HTTP/1.1\r\nHost: a\r\nX\u{1}: b\r\n\r\n",
      "GET /live HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n",
      "GET /live HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n",
      "POST /api/v1/refresh HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n{}",
      "POST /api/v1/refresh HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      "POST /api/v1/refresh HTTP/1.1\r\nHost: a\r\nContent-Length: -2\r\n\r\n{}",
      "POST /api/v1/refresh HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      "POST /api/v1/refresh HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "BREW /live HTTP/1.1\r\nHost: a\r\n\r\n", "GET /live HTTP/3.7\r\nHost: a\r\n\r\n",
      "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0",
    ])
  func malformed(bytes: String) async throws {
    let answer = try await patientExchange([bytes])
    #expect(answer.hasPrefix("HTTP/1.1 400 "))
    #expect(answer.contains("\"code\":\"malformed_request\""))
    #expect(answer.lowercased().contains("connection: close"))
    #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2)
  }

  @Test(
    "requests of every form there is are answered",
    arguments: [
      "GET http://LOCALHOST:80/live HTTP/1.1\r\nHost: localhost:80\r\nConnection: close\r\n\r\n",
      "GET /live HTTP/1.0\r\n\r\n",
      "GET /live HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n\r\n",
      "GET /live HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n",
      "\r\n\r\nGET /live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      "GET /live HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n",
      "GET /live HTTP/1.1\r\nHost: a\r\nConnection: TE, close\r\n\r\n",
    ])
  func wellFormed(bytes: String) async throws {
    #expect(try await patientExchange([bytes]).hasPrefix("HTTP/1.1 200 "))
  }

  @Test(
    "a bad chunk is answered with 400, and nothing is logged as a fault of the server",
    arguments: ["zz\r\n", "-1\r\n", "FFFFFFFFFFFFFFFFF\r\n", "1\r\nab\r\n"])
  func badChunk(chunk: String) async throws {
    let house = try await SignInHouse()
    let answer = try await RunningServer.run(house.server) { port in
      try await RawConnection.exchange(
        port,
        [
          "POST /api/v1/refresh HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n14\r\n{\"refresh_token\":\"a\"\r\n" + chunk
        ])
    }
    #expect(answer.hasPrefix("HTTP/1.1 400 "))
    #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2)
    #expect(!house.lines.text.contains("unexpected"))
  }

  @Test("what comes behind a good request is refused behind its answer")
  func brokenBehind() async throws {
    let answer = try await patientExchange(["GET /live HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n"]
    )
    let statuses = answer.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
    #expect(statuses == ["200", "400"])
  }

  @Test("more than a hundred header fields are answered with 431")
  func manyHeaders() async throws {
    let fields = (0..<100).map { "X-\($0): 1\r\n" }.joined()
    let answer = try await patientExchange(["GET /live HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"])
    #expect(answer.hasPrefix("HTTP/1.1 431 "))
    let few = (0..<98).map { "X-\($0): 1\r\n" }.joined()
    let good = try await patientExchange([
      "GET /live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(few)\r\n"
    ])
    #expect(good.hasPrefix("HTTP/1.1 200 "))
  }

  @Test("a target of more than 8 KiB is answered with 414")
  func longTarget() async throws {
    let path = String(repeating: "a", count: 9 << 10)
    let answer = try await patientExchange(["GET /\(path) HTTP/1.1\r\nHost: a\r\n\r\n"])
    #expect(answer.hasPrefix("HTTP/1.1 414 "))
  }

  @Test(
    "what never ends is not read to its end",
    arguments: [
      (
        "GET /live HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "1000\r\n", 0x1000,
        "200"
      ),
      ("GET /live HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n", "", 0x1000, "200"),
      (
        "GET /nothing HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "1000\r\n",
        0x1000, "404"
      ),
      (
        "PATCH /live HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "1000\r\n", 0x1000,
        "405"
      ),
      (
        "GET /api/v1/home HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "1000\r\n",
        0x1000, "401"
      ),
      ("GET /live HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;", "", 0x1000, "200"),
      ("\r\n", "\r\n", 0, "431"),
    ])
  func endless(head: String, before: String, count: Int, status: String) async throws {
    let part = before + String(repeating: "a", count: count) + (before.isEmpty ? "" : "\r\n")
    let (answer, sent) = try await RunningServer.run(server.server) { port in
      await RawConnection.flood(port, head, with: part)
    }
    // Closed by the bytes: what the kernel keeps in between is some megabytes.
    #expect(sent < 64 << 20)
    #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 \(status) "))
  }

  @Test("a connection that says nothing is closed")
  func idle() async throws {
    var limits = limits
    limits.idle = .milliseconds(100)
    let answer = try await RunningServer.run(server.server, limits: limits) { port in
      try await RawConnection.exchange(port, [])
    }
    #expect(answer.isEmpty)
  }

  @Test("what a client pipelines is answered in its order")
  func pipelined() async throws {
    let answer = try await RunningServer.run(server.server) { port in
      try await RawConnection.exchange(
        port,
        [
          "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n"
            + "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        ])
    }
    let statuses = answer.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
    #expect(statuses == ["200", "404"])
  }

  /// With time for a busy machine: what is asked here has nothing to do with deadlines.
  private func patientExchange(_ parts: [String]) async throws -> String {
    try await RunningServer.run(server.server) { port in
      try await RawConnection.exchange(port, parts)
    }
  }

  private func exchange(_ parts: [String]) async throws -> String {
    try await RunningServer.run(server.server, limits: limits) { port in
      try await RawConnection.exchange(port, parts)
    }
  }
}
