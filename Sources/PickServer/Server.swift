public import HTTPTypes
import Hummingbird
public import Logging
import PickCore

/// The application: routes in front of an engine, answering requests from a port or from a test.
public struct Server: Sendable {
  /// Every route and who may call it.
  public let routes: RouteTable
  /// What the controllers work with.
  public let backend: Backend
  let responder: RouterResponder<ServerContext>
  let readiness: Readiness
  let metrics: RequestMetrics
  let log: Logger

  /// Puts the routes, the middleware and the back end together; listens to nothing yet.
  ///
  /// - Parameters:
  ///   - backend: what the controllers work with.
  ///   - log: where the line of each request goes.
  ///   - isSecure: whether it is reached by TLS only.
  ///   - room: tells the free bytes where facts are stored.
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
  ///   - clientAddress: whom the request is from, for throttles and logs.
  /// - Returns: the answer, its body read to the end.
  /// - Throws: what writing the body throws; a failing handler is a problem document.
  public func answer(
    _ head: HTTPRequest, body: [UInt8] = [], from clientAddress: String = ""
  ) async throws -> (head: HTTPResponse, body: [UInt8]) {
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
    let response = try await respond(to: request, from: clientAddress)
    let collected = CollectedBody()
    try await response.body.write(collected)
    return (response.head, collected.bytes)
  }

  func respond(to request: Request, from clientAddress: String) async throws -> Response {
    let address = ClientAddress.resolved(
      peer: clientAddress, request.headers, trusted: backend.signIn.trustedProxies)
    let origin = RequestOrigin(
      logger: log, clientAddress: address, clock: backend.clock)
    return try await responder.respond(to: request, context: ServerContext(source: origin))
  }
}
