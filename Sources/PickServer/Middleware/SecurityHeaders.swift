import HTTPTypes
import Hummingbird

/// Headers every answer has: nothing is sniffed, framed, or sent on as a referrer.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = ServerContext

  /// Whether browsers are told to come back by TLS only.
  let isSecure: Bool

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "no-referrer"
    // A page of ours says what it needs itself; everything else is data.
    if !response.headers.contains(.contentSecurityPolicy) {
      response.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
    }
    // A viewer's answers are nobody else's to keep, unless the route says more.
    if !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "no-store" }
    if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    // Bytes behind an answer to HEAD would be read as the beginning of the next answer (RFC 9110,
    // section 9.3.2); a refusal is an answer, too.
    return request.method == .head ? response.createHeadResponse() : response
  }
}

extension HTTPField.Name {
  fileprivate static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .date
}
