public import HTTPTypes
import Hummingbird
import HummingbirdCore
public import Logging
import PickCore
import PickModel
import PickStore
public import ServiceLifecycle
import Synchronization

/// The application: routes in front of an engine.
///
/// It answers requests from a port or from a test.
public struct Server: Sendable {
  let routes: RouteTable
  /// The engine, the sign-ins and the stores behind the controllers.
  public let backend: Backend
  private let responder: RouterResponder<ServerContext>
  let readiness: Readiness
  let metrics: RequestMetrics
  private let log: Logger

  /// Puts the routes, the middleware and the backend together, without listening on a port.
  ///
  /// - Parameters:
  ///   - backend: the parts the controllers work with.
  ///   - log: gets a line about each request.
  ///   - isSecure: whether clients reach it by TLS only.
  ///   - room: returns the free bytes where facts are stored.
  ///   - readyWithin: how long the database may take to answer before it counts as silent.
  /// - Returns: the application.
  public static func build(
    _ backend: Backend, log: Logger, isSecure: Bool = false,
    room: @escaping @Sendable () -> UInt64 = { .max }, readyWithin: Duration = .seconds(2)
  ) -> Server {
    let readiness = Readiness(
      probe: backend.probe,
      catalogue: { () async throws(StoreError) in
        _ = try await backend.engine.catalogSnapshot()
      }, room: room, deadline: readyWithin)
    let metrics = RequestMetrics()
    let routes = RouteTable(
      authenticate: BearerAuthentication(backend.signIn).grant,
      Controllers(backend, readiness).answering)
    let router = Router(context: ServerContext.self)
    router.add(middleware: SecurityHeaders(isSecure: isSecure))
    router.add(middleware: ObservationMiddleware(metrics: metrics))
    router.add(middleware: ProblemMiddleware())
    routes.install(in: router)
    return Server(
      routes: routes, backend: backend, responder: router.buildResponder(), readiness: readiness,
      metrics: metrics, log: log)
  }

  /// Answers one request, without a port.
  ///
  /// - Parameters:
  ///   - head: method, path and headers.
  ///   - body: the whole body.
  ///   - clientAddress: the address of the client, for throttles and logs.
  /// - Returns: the answer, its body read to the end.
  /// - Throws: an error of writing the body; the error of a handler becomes a problem document.
  public func answer(
    _ head: HTTPRequest, body: [UInt8] = [], from clientAddress: String = ""
  ) async throws -> (head: HTTPResponse, body: [UInt8]) {
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
    let response = try await respond(to: request, from: clientAddress)
    let collected = CollectedBody()
    try await response.body.write(collected)
    return (response.head, collected.bytes)
  }

  private func respond(to request: Request, from clientAddress: String) async throws -> Response {
    let address = ClientAddress.resolved(
      peer: clientAddress, request.headers, trusted: backend.signIn.trustedProxies)
    let origin = RequestOrigin(
      logger: log, clientAddress: address, clock: backend.clock)
    return try await responder.respond(to: request, context: ServerContext(source: origin))
  }
}

extension Server {
  /// Listens on `host` and `port`, in plain HTTP, until the service group it runs in shuts down.
  ///
  /// - Parameters:
  ///   - host: an address of this machine.
  ///   - port: the port, or 0 for any free one.
  ///   - limits: the limits on the size and the time of requests.
  ///   - onListening: called with the port once connections are accepted.
  /// - Returns: the service, which is run once.
  /// - Throws: an error of setting up the transport.
  public func service(
    host: String, port: Int, limits: Limits = Limits(),
    onListening: @escaping @Sendable (Int) async -> Void
  ) throws -> any Service {
    try service(
      host: host, port: port, transport: .plain, limits: limits, onListening: onListening)
  }

  func service(
    host: String, port: Int, transport: Transport, limits: Limits,
    onListening: @escaping @Sendable (Int) async -> Void
  ) throws -> any Service {
    try Listener(
      host: host, port: port, transport: transport, limits: limits, log: ServerRun.quiet,
      onListening: onListening,
      answer: { request, address in try await respond(to: request, from: address) }
    ).service()
  }

  /// Serves `/metrics` on a port of its own; every other request gets 404.
  func metricsService(
    host: String, port: Int, limits: Limits,
    onListening: @escaping @Sendable (Int) async -> Void
  ) throws -> any Service {
    let report = MetricsReport(
      requests: metrics, counters: backend.counters, version: Release.version)
    return try Listener(
      host: host, port: port, transport: .plain, limits: limits, log: ServerRun.quiet,
      onListening: onListening,
      answer: { request, _ in
        guard request.method == .get, request.uri.path == "/metrics" else {
          return Response(status: .notFound)
        }
        return Response(
          status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
          body: ResponseBody(byteBuffer: ByteBuffer(string: report.text())))
      }
    ).service()
  }
}

/// Collects the body of an answer that is not sent to a socket.
private final class CollectedBody: ResponseBodyWriter, Sendable {
  private let collected = Mutex<[UInt8]>([])

  var bytes: [UInt8] { collected.withLock { $0 } }

  func write(_ buffer: ByteBuffer) async throws {
    collected.withLock { $0.append(contentsOf: buffer.readableBytesView) }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
