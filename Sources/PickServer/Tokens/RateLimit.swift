import HTTPTypes
import Hummingbird
import PickAPI

/// Throttles by address, and says how much is left (draft-ietf-httpapi-ratelimit-headers-10).
struct RateLimit: Sendable {
  let throttle: AddressThrottle
  let name: String

  /// Answers within the limit of the address the request comes from; every answer, a refused one
  /// too, says what is left.
  func answer(
    _ context: ServerContext, _ work: () async throws -> Response
  ) async throws -> Response {
    // In process nobody has an address.
    guard !context.clientAddress.isEmpty else { return try await work() }
    let verdict = throttle.take(ClientAddress(context.clientAddress), at: context.now)
    var response: Response
    do {
      guard verdict.isAllowed else {
        throw Problem(.tooManyRequests, retryAfter: verdict.resetSeconds)
      }
      response = try await work()
    } catch let problem as Problem {
      response = ProblemResponse.make(problem.with(requestID: context.requestID))
    }
    let rule = throttle.rule
    response.headers[.rateLimitPolicy] = "\"\(name)\";q=\(rule.burst);w=\(rule.windowSeconds)"
    response.headers[.rateLimit] = "\"\(name)\";r=\(verdict.remaining);t=\(verdict.resetSeconds)"
    return response
  }
}

extension HTTPField.Name {
  static let rateLimit = HTTPField.Name("RateLimit") ?? .date
  static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy") ?? .date
}
