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
      host: "127.0.0.1", port: 0, transport: transport, limits: Self.patient
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

  /// A busy machine has time: with the ten seconds of production a request that waits for its turn
  /// on the processor is cut off, which a client takes for a server that is away.
  private static var patient: Limits {
    var limits = Limits()
    (limits.request, limits.idle) = (.seconds(600), .seconds(600))
    return limits
  }
}

/// A way to a server that listens for as long as somebody has the way.
struct SocketTransport: HTTPTransport {
  private let listening: ListeningServer
  private let way: PatientTransport

  init(_ listening: ListeningServer) throws {
    self.listening = listening
    way = PatientTransport(to: try ServerOrigin("http://127.0.0.1:\(listening.port)"))
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    try await way.send(request)
  }
}

/// A connection whose deadlines a busy machine does not reach; they have tests of their own.
struct PatientTransport: HTTPTransport {
  private let curl: CurlTransport

  init(to origin: ServerOrigin) {
    curl = CurlTransport(origin: origin, connectDeadline: .seconds(600))
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    var request = request
    request.deadline = .seconds(600)
    return try await curl.send(request)
  }
}
