import HTTPTypes
import Hummingbird

/// Adds the security headers that every answer has, and removes the body from answers to HEAD.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = ServerContext

  /// Whether browsers are told to use TLS only (HSTS).
  let isSecure: Bool

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "no-referrer"
    // HTML pages set a policy of their own; all other answers are data.
    if !response.headers.contains(.contentSecurityPolicy) {
      response.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
    }
    // Answers are not cached unless the route allows it.
    if !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "no-store" }
    if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    // A client would read a body after HEAD as the start of the next answer (RFC 9110, section
    // 9.3.2). This holds for refusals too.
    return request.method == .head ? response.createHeadResponse() : response
  }
}

extension HTTPField.Name {
  fileprivate static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .date
}
