import HTTPTypes
import Hummingbird
import Logging
import PickAPI

/// Gives each request an identifier, measures it, and logs a line about it.
///
/// `ProblemMiddleware` is further in, so that errors have become problem documents already.
struct ObservationMiddleware: RouterMiddleware {
  typealias Context = ServerContext

  let metrics: RequestMetrics

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.requestID = RequestName.accepted(request.headers[.xRequestID]) ?? RequestName.new()
    context.trace = TraceContext(traceparent: request.headers[.traceparent])
    let start = ContinuousClock.now
    metrics.begin()
    var response: Response
    do {
      response = try await next(request, context)
    } catch {
      response = ProblemResponse.make(Problem(.internal, requestID: context.requestID))
    }
    let took = ContinuousClock.now - start
    response.headers[.xRequestID] = context.requestID
    let route = RouteLabel.label(of: context)
    metrics.end(method: request.method, route: route, status: response.status.code, took: took)
    log(request, response, route, took, context)
    return response
  }

  private func log(
    _ request: Request, _ response: Response, _ route: String, _ took: Duration,
    _ context: ServerContext
  ) {
    let isChore = route == "/live" || route == "/ready"
    context.logger.log(
      level: isChore ? .debug : .info, "request",
      metadata: [
        "request_id": "\(context.requestID)", "trace_id": "\(context.trace.traceID)",
        "span_id": "\(context.trace.spanID)", "method": "\(request.method.rawValue)",
        "route": "\(route)", "status": .stringConvertible(response.status.code),
        "duration_us": .stringConvertible(took.microseconds), "client": "\(context.clientAddress)",
      ])
  }
}

/// The route under which a request is counted and logged: the template, never the path.
enum RouteLabel {
  private static let none = "none"

  static func label(of context: ServerContext) -> String {
    guard let path = context.endpointPath, path.hasPrefix("/") else { return none }
    return path
  }
}

extension Duration {
  var microseconds: Int64 {
    components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
  }
}

extension HTTPField.Name {
  /// The identifier of a request, for comparing logs.
  static let xRequestID = HTTPField.Name("X-Request-ID") ?? .date
  fileprivate static let traceparent = HTTPField.Name("traceparent") ?? .date
}

/// Identifiers of requests in answers and logs.
enum RequestName {
  /// The client's own identifier, if it has 1 to 64 letters, digits, `-`, `_` or `.`.
  fileprivate static func accepted(_ name: String?) -> String? {
    guard let name, (1...64).contains(name.utf8.count) else { return nil }
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    return isPlain ? name : nil
  }

  /// A random identifier of 64 bits.
  static func new() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
