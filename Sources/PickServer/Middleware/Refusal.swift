public import HTTPTypes

/// Why a request is not answered with what it asked for; thrown by controllers and middleware and
/// turned into a problem document in one place, `ProblemMiddleware`.
public struct Refusal: Error, Equatable, Sendable {
  /// The stable code a client acts on.
  public let code: Code
  /// The part of the request that is wrong, where one is.
  public let field: String?
  /// After how many seconds it is worth trying again.
  public let retryAfterSeconds: Int?
  /// Headers that belong to the answer: `WWW-Authenticate`, `Allow`.
  public let headers: HTTPFields

  /// A refusal with what a client can do about it.
  public init(
    _ code: Code, field: String? = nil, retryAfterSeconds: Int? = nil, headers: HTTPFields = [:]
  ) {
    self.code = code
    self.field = field
    self.retryAfterSeconds = retryAfterSeconds
    self.headers = headers
  }

  /// What can be wrong, one stable word each.
  public enum Code: String, Sendable, CaseIterable {
    case invalidRequest = "invalid_request"
    case invalidBody = "invalid_body"
    case invalidToken = "invalid_token"
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case requestTimeout = "request_timeout"
    case bodyTooLarge = "body_too_large"
    case headersTooLarge = "headers_too_large"
    case tooManyRequests = "too_many_requests"
    case unexpected = "unexpected"
    case unavailable = "unavailable"
    case insufficientStorage = "insufficient_storage"

    /// The status it travels with.
    public var status: HTTPResponse.Status {
      switch self {
      case .invalidRequest, .invalidBody: .badRequest
      case .invalidToken: .unauthorized
      case .notFound: .notFound
      case .methodNotAllowed: .methodNotAllowed
      case .requestTimeout: .requestTimeout
      case .bodyTooLarge: .contentTooLarge
      case .headersTooLarge: .requestHeaderFieldsTooLarge
      case .tooManyRequests: .tooManyRequests
      case .unexpected: .internalServerError
      case .unavailable: .serviceUnavailable
      case .insufficientStorage:
        HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
      }
    }
  }
}
