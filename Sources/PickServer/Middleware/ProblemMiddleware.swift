import HTTPTypes
import Hummingbird
import Logging
import PickAPI
import PickStore

/// Turns thrown errors into problem documents (RFC 9457).
struct ProblemMiddleware: RouterMiddleware {
  typealias Context = ServerContext

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    do {
      // The transport has checked this already, but a request in process has no transport.
      if let code = RequestHead.fault(of: request.head) { throw Problem(code) }
      return try await next(request, context)
    } catch let error as MethodNotAllowed {
      let problem = Problem(.methodNotAllowed, requestID: context.requestID)
      return ProblemResponse.make(problem, headers: [.allow: error.allowed])
    } catch {
      return ProblemResponse.make(Self.problem(error, context).with(requestID: context.requestID))
    }
  }

  private static func problem(_ error: any Error, _ context: ServerContext) -> Problem {
    switch error {
    case let problem as Problem:
      return problem
    case let error as StoreError:
      report("store", error, context)
      return Problem(error)
    case let error as any HTTPResponseError:
      return Problem(status: error.status)
    default:
      report("unexpected", error, context)
      return Problem(.internal)
    }
  }

  private static func report(
    _ what: Logger.Message, _ error: any Error, _ context: ServerContext
  ) {
    context.logger.error(
      what,
      metadata: [
        "request_id": "\(context.requestID)", "trace_id": "\(context.trace.traceID)",
        "route": "\(RouteLabel.label(of: context))", "error": "\(error)",
      ])
  }
}

extension Problem {
  /// The problem a client is told for an error of the store; the reason is only logged.
  init(_ error: StoreError) {
    switch error {
    case .busy: self.init(.unavailable, retryAfter: 1)
    case .full: self.init(.storageFull)
    case .unreachable, .readOnly, .cannotOpen, .inputOutput:
      self.init(.unavailable, retryAfter: 5)
    case .constraint, .corrupt, .foreignDatabase, .newerSchema, .unexpected: self.init(.internal)
    }
  }

  /// The problem for a refusal by Hummingbird, such as an unknown path.
  init(status: HTTPResponse.Status) {
    switch status {
    case .notFound: self.init(.notFound)
    case .contentTooLarge: self.init(.bodyTooLarge)
    case .badRequest: self.init(.invalidBody)
    default: self.init(.internal)
    }
  }
}

/// Makes the answers for problems; every failure the server reports goes through here.
enum ProblemResponse {
  static func buffer(_ problem: Problem) -> ByteBuffer {
    ByteBuffer(bytes: WireJSON.encode(problem))
  }

  static func make(_ problem: Problem, headers: HTTPFields = [:]) -> Response {
    var headers = headers
    headers[.contentType] = Problem.mediaType
    headers[.cacheControl] = "no-store"
    if let seconds = problem.retryAfter { headers[.retryAfter] = "\(seconds)" }
    // RFC 6750, section 3: a 401 names the scheme to use.
    if problem.code == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
    return Response(
      status: HTTPResponse.Status(code: problem.status), headers: headers,
      body: ResponseBody(byteBuffer: buffer(problem)))
  }
}
