import PickTestRunning
import PickTestSupport
import Testing

@testable import PickClient

@Suite("Curl transport", .fewAtOnce, .timeLimit(.minutes(30)))
struct CurlTransportTests {
  private func transport(to port: UInt16) throws -> CurlTransport {
    CurlTransport(
      origin: try ServerOrigin("http://127.0.0.1:\(port)"), connectDeadline: .seconds(600))
  }

  private func failure(_ transport: CurlTransport, _ request: HTTPRequest) async -> TransportError?
  {
    do throws(TransportError) {
      _ = try await transport.send(request)
      return nil
    } catch { return error }
  }

  @Test("a request arrives as it was made, and its answer comes back whole")
  func exchange() async throws {
    let server = LoopbackHTTPServer { request in
      LoopbackHTTPServer.answer("201 Created", fields: ["ETag: \"7\""], body: request.body)
    }
    defer { server.stop() }
    var request = patientRequest(.post, "/a/b?c=%EA%B0%80", body: Array("몸".utf8))
    request.headers.add("Authorization", "Bearer t")
    let response = try await transport(to: server.port).send(request)
    #expect(response.status == 201)
    #expect(response.headers["etag"] == "\"7\"")
    #expect(response.body == Array("몸".utf8))
    let head = try #require(server.received.first).head
    #expect(head.hasPrefix("POST /a/b?c=%EA%B0%80 HTTP/1.1\r\n"))
    #expect(head.contains("\r\nauthorization: Bearer t"))
    #expect(!head.lowercased().contains("expect:"))
  }

  @Test(
    "methods without a body have none, and a POST says so",
    arguments: [
      (HTTPRequest.Method.get, false), (.put, false), (.delete, false), (.post, true),
    ])
  func withoutBody(method: HTTPRequest.Method, hasLength: Bool) async throws {
    let server = LoopbackHTTPServer { _ in LoopbackHTTPServer.answer("204 No Content") }
    defer { server.stop() }
    _ = try await transport(to: server.port).send(patientRequest(method, "/"))
    let head = try #require(server.received.first).head
    #expect(head.hasPrefix("\(method.rawValue) / "))
    #expect(head.lowercased().contains("content-length: 0") == hasLength)
  }

  @Test("a connection serves more than one request")
  func keptAlive() async throws {
    let server = LoopbackHTTPServer { _ in LoopbackHTTPServer.answer() }
    defer { server.stop() }
    let transport = try transport(to: server.port)
    for _ in 1...3 { _ = try await transport.send(patientRequest(.get, "/")) }
    #expect(server.connectionCount == 1)
  }

  @Test("many requests at once are all answered")
  func concurrent() async throws {
    let server = LoopbackHTTPServer { LoopbackHTTPServer.answer(body: Array($0.head.utf8)) }
    defer { server.stop() }
    let transport = try transport(to: server.port)
    let answered = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<12 {
        group.addTask {
          let response = try await transport.send(patientRequest(.get, "/\(number)"))
          return String(decoding: response.body, as: UTF8.self).hasPrefix("GET /\(number) ")
        }
      }
      return try await group.reduce(into: 0) { if $1 { $0 += 1 } }
    }
    #expect(answered == 12)
  }

  @Test("a redirect is an answer, not an errand")
  func redirect() async throws {
    let server = LoopbackHTTPServer { _ in
      LoopbackHTTPServer.answer("302 Found", fields: ["location: /elsewhere"])
    }
    defer { server.stop() }
    #expect(try await transport(to: server.port).send(patientRequest(.get, "/")).status == 302)
    #expect(server.received.count == 1)
  }

  @Test("an answer longer than it may be is cut off")
  func tooLong() async throws {
    let server = LoopbackHTTPServer { _ in
      LoopbackHTTPServer.answer(body: [UInt8](repeating: 0, count: 1001))
    }
    defer { server.stop() }
    var request = patientRequest(.get, "/")
    request.maximumBody = 1000
    #expect(await failure(try transport(to: server.port), request) == .tooLarge)
    request.maximumBody = 1001
    #expect(try await transport(to: server.port).send(request).body.count == 1001)
  }

  @Test("a gzip bomb is cut off where it becomes too long")
  func bomb() async throws {
    let server = LoopbackHTTPServer { _ in
      LoopbackHTTPServer.answer(
        fields: ["content-encoding: gzip"], body: GzipBomb.bytes(unpacking: 64 << 20))
    }
    defer { server.stop() }
    #expect(await failure(try transport(to: server.port), patientRequest(.get, "/")) == .tooLarge)
  }

  @Test("header fields without end are cut off")
  func headerFlood() async throws {
    let server = LoopbackHTTPServer { _ in
      LoopbackHTTPServer.answer(
        fields: (0..<90).map { "x-\($0): " + String(repeating: "a", count: 1000) })
    }
    defer { server.stop() }
    #expect(await failure(try transport(to: server.port), patientRequest(.get, "/")) == .tooLarge)
  }

  @Test("the deadline of a request holds")
  func deadline() async throws {
    let server = LoopbackHTTPServer { _ in [] }
    defer { server.stop() }
    var request = patientRequest(.get, "/")
    request.deadline = .milliseconds(30)
    #expect(await failure(try transport(to: server.port), request) == .timedOut)
  }

  @Test(
    "an answer that ends within its head is none, whatever it said until then",
    arguments: [
      "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-ty",
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n",
    ])
  func cutHead(head: String) async throws {
    let server = LoopbackHTTPServer(closesAfterAnswer: true) { _ in Array(head.utf8) }
    defer { server.stop() }
    #expect(
      await failure(try transport(to: server.port), patientRequest(.get, "/")) == .unreachable)
  }

  @Test("cancelling ends the wait, whenever it comes")
  func cancelled() async throws {
    let server = LoopbackHTTPServer { _ in [] }
    defer { server.stop() }
    let transport = try transport(to: server.port)
    let early = Task { await failure(transport, patientRequest(.get, "/")) }
    early.cancel()
    #expect(await early.value == .cancelled)
    let late = Task { await failure(transport, patientRequest(.get, "/")) }
    try await wait(for: "the request") { !server.received.isEmpty }
    late.cancel()
    #expect(await late.value == .cancelled)
  }

  @Test("nobody there is unreachable")
  func nobody() async throws {
    let server = LoopbackHTTPServer { _ in [] }
    server.stop()
    #expect(
      await failure(try transport(to: server.port), patientRequest(.get, "/")) == .unreachable)
  }

  @Test("what is not HTTP is said to be malformed")
  func notHTTP() async throws {
    let server = LoopbackHTTPServer { _ in Array("SSH-2.0-OpenSSH_9.2\r\n\r\n".utf8) }
    defer { server.stop() }
    #expect(await failure(try transport(to: server.port), patientRequest(.get, "/")) == .malformed)
  }

  @Test(
    "a field or a path that would become another request is not sent",
    arguments: [
      ("x-a", "b\r\nx-c: d", "/"), ("x a", "b", "/"), ("", "b", "/"), ("x-a", "b\0", "/"),
      ("x-a", "b", "/ HTTP/1.1\r\nhost: other"), ("x-a", "b", "@other/"),
    ])
  func injection(name: String, value: String, target: String) async throws {
    let server = LoopbackHTTPServer { _ in LoopbackHTTPServer.answer() }
    defer { server.stop() }
    var request = patientRequest(.get, target)
    request.headers.add(name, value)
    #expect(await failure(try transport(to: server.port), request) == .malformed)
    #expect(server.received.isEmpty)
  }

  @Test(
    "what keeps a certificate from being trusted has a name of its own",
    arguments: [
      (60, 18, TransportError.untrusted), (60, 19, .untrusted), (60, 20, .untrusted),
      (60, 21, .untrusted), (35, 0, .untrusted), (60, 0, .wrongHost), (60, 1, .wrongHost),
      (60, 62, .wrongHost),
      (60, 10, .expiredCertificate), (60, 9, .expiredCertificate), (77, 0, .noAuthorities),
      (7, 0, .unreachable), (6, 0, .unreachable),
    ])
  func distrust(code: Int32, verification: Int, expected: TransportError) {
    #expect(TransportError(curl: code, verification: verification) == expected)
  }

  @Test("without the library every request says so")
  func noLibrary() async throws {
    let transport = CurlTransport(
      origin: try ServerOrigin("http://localhost"), authorityFile: nil,
      libraryName: "libnosuchcurl.so.4")
    #expect(await failure(transport, patientRequest(.get, "/")) == .noLibrary)
    #expect(await failure(transport, patientRequest(.get, "/")) == .noLibrary)
  }

  @Test(
    "what a network does to a connection has an end and a name",
    arguments: [
      (FaultyProxy.Fault.drop, TransportError.unreachable), (.reset, .unreachable),
      (.cutAfterRequest, .unreachable), (.halfAnswer, .unreachable), (.halfClose, .unreachable),
      (.stall, .timedOut),
    ])
  func faults(fault: FaultyProxy.Fault, expected: TransportError) async throws {
    let server = LoopbackHTTPServer { _ in
      LoopbackHTTPServer.answer(body: [UInt8](repeating: 7, count: 4000))
    }
    let proxy = FaultyProxy(to: server.port)
    defer {
      proxy.stop()
      server.stop()
    }
    let transport = try transport(to: proxy.port)
    proxy.set(fault)
    var request = patientRequest(.get, "/")
    if fault == .stall { request.deadline = .milliseconds(50) }
    #expect(await failure(transport, request) == expected)
    proxy.set(.slices)
    request.deadline = .seconds(600)
    #expect(try await transport.send(request).body.count == 4000)
  }

  @Test("requests and answers do not show what is in them")
  func redacted() {
    var request = patientRequest(.post, "/search?query=secret", body: Array("password".utf8))
    request.headers.add("authorization", "Bearer secret")
    let response = HTTPResponse(status: 200, body: Array("secret".utf8))
    var shown = "\(request) \(response)"
    dump(request, to: &shown)
    dump(response, to: &shown)
    #expect(!shown.contains("secret") && !shown.contains("password"))
  }

  @Test("a field that is not ASCII is not kept, the others are")
  func foreignField() async throws {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-A: a\u{301}\r\nX-B: b\r\n\r\n"
    let server = LoopbackHTTPServer(closesAfterAnswer: true) { _ in Array(answer.utf8) }
    defer { server.stop() }
    let response = try await transport(to: server.port).send(patientRequest(.get, "/"))
    #expect(response.headers["x-a"] == nil && response.headers["x-b"] == "b")
  }
}

/// A request that a busy machine has time for.
private func patientRequest(
  _ method: HTTPRequest.Method, _ target: String, body: [UInt8]? = nil
) -> HTTPRequest {
  HTTPRequest(method, target, body: body, deadline: .seconds(600))
}
