import Testing

@testable import PickServer

@Suite("the transport")
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
    let answer = try await exchange(["GET /live HTTP/1.1\r\nHost: localhost\r\n\(field)\r\n\r\n"])
    #expect(answer.hasPrefix("HTTP/1.1 431 "))
    #expect(answer.contains("\"code\":\"headers_too_large\""))
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

  private func exchange(_ parts: [String]) async throws -> String {
    try await RunningServer.run(server.server, limits: limits) { port in
      try await RawConnection.exchange(port, parts)
    }
  }
}
