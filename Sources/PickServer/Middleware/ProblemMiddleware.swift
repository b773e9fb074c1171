import HTTPTypes
import Hummingbird
import Logging
import PickCore

/// Turns whatever is thrown further in into a problem document (RFC 9457).
struct ProblemMiddleware: RouterMiddleware {
  typealias Context = ServerContext

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      return ProblemResponse.make(for: Self.refusal(error, context), requestID: context.requestID)
    }
  }

  private static func refusal(_ error: any Error, _ context: ServerContext) -> Refusal {
    switch error {
    case let refusal as Refusal:
      return refusal
    case let error as StoreError:
      let refusal = Refusal(error)
      context.logger.error(
        "store", metadata: ["request_id": "\(context.requestID)", "error": "\(error)"])
      return refusal
    case let error as any HTTPResponseError:
      return Refusal(status: error.status)
    default:
      context.logger.error(
        "unexpected", metadata: ["request_id": "\(context.requestID)", "error": "\(error)"])
      return Refusal(.unexpected)
    }
  }
}

extension Refusal {
  /// What Hummingbird itself refuses: a path that is not there, a body it could not read.
  init(status: HTTPResponse.Status) {
    switch status {
    case .notFound: self.init(.notFound)
    case .contentTooLarge: self.init(.bodyTooLarge)
    case .badRequest: self.init(.invalidRequest)
    default: self.init(.unexpected)
    }
  }
}
