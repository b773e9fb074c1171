import HTTPTypes
import Hummingbird
import PickAPI

/// Endpoints for operators and for programs that verify access tokens.
struct OperatingController: Sendable {
  let readiness: Readiness
  let parts: SignInParts

  private static let document = EncodedPage(Array(OpenAPIDocument.text.utf8))

  @Sendable func live(_ request: Request, _ context: ServerContext) async throws -> Response {
    Self.text(.ok, "live")
  }

  @Sendable func ready(_ request: Request, _ context: ServerContext) async throws -> Response {
    switch await readiness.check() {
    case .ready: Self.text(.ok, "ready")
    case .notReady(let reason): Self.text(.serviceUnavailable, reason.rawValue)
    }
  }

  /// The public keys with which other programs verify access tokens.
  @Sendable func keySet(_ request: Request, _ context: ServerContext) async throws -> Response {
    var response = Response.page(parts.keySet(at: context.now), to: request)
    response.headers[.contentType] = "application/jwk-set+json"
    response.headers[.cacheControl] = "public, max-age=\(parts.settings.keySetLifetime)"
    return response
  }

  @Sendable func document(_ request: Request, _ context: ServerContext) async throws -> Response {
    var response = Self.document.response(to: request)
    response.headers[.contentType] = "application/yaml"
    response.headers[.cacheControl] = "public, max-age=300"
    return response
  }

  private static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
    Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
  }
}
