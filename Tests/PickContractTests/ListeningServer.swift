import PickClient
import ServiceLifecycle

@testable import PickServer

/// The real application on a port of loopback, until the value goes away.
final class ListeningServer: Sendable {
  let port: UInt16
  private let running: Task<Void, any Error>

  convenience init(_ server: Server) async throws { try await self.init(server, over: .plain) }

  init(_ server: Server, over transport: Transport) async throws {
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let service = try server.service(
      host: "127.0.0.1", port: 0, transport: transport, limits: Limits()
    ) { listening.yield($0) }
    let running = Task {
      defer { listening.finish() }
      try await service.run()
    }
    self.running = running
    var found = ports.makeAsyncIterator()
    guard let port = await found.next() else {
      try await running.value
      throw CancellationError()
    }
    self.port = UInt16(port)
  }

  deinit { running.cancel() }
}

/// A way to a server that listens for as long as somebody has the way.
struct SocketTransport: HTTPTransport {
  private let listening: ListeningServer
  private let curl: CurlTransport

  init(_ listening: ListeningServer) throws {
    self.listening = listening
    curl = CurlTransport(origin: try ServerOrigin("http://127.0.0.1:\(listening.port)"))
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    // A busy machine has time; deadlines have tests of their own.
    var request = request
    request.deadline = .seconds(60)
    return try await curl.send(request)
  }
}
