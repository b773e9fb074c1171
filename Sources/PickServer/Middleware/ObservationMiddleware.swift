import HTTPTypes
import Hummingbird
import Logging
import PickAPI

/// Names each request, measures it, and writes its line in the log.
///
/// The outermost layer: what is thrown further in has become a problem document by then.
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

/// The route a request is counted under: its template, never its path.
enum RouteLabel {
  private static let none = "none"

  static func label(of context: ServerContext) -> String {
    guard let path = context.endpointPath, path.hasPrefix("/") else { return none }
    return path
  }
}

extension Duration {
  /// Whole microseconds.
  var microseconds: Int64 {
    components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
  }
}

extension HTTPField.Name {
  /// The name of a request, for people who compare logs.
  static let xRequestID = HTTPField.Name("X-Request-ID") ?? .date
  /// W3C Trace Context.
  fileprivate static let traceparent = HTTPField.Name("traceparent") ?? .date
}

/// The names requests go by in answers and logs.
enum RequestName {
  /// A client's own name for its request, when it is short and plain enough to be repeated.
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

  /// 64 bits nobody else has at the same time.
  static func new() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
