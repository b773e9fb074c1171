import PickModel

/// What went wrong with a request, as RFC 9457 has it: a fact, never prose for people.
///
/// Screens turn the code into a sentence and show the request id beside it; `title` is English and
/// for readers of logs.
public struct Problem: Error, Hashable, WirePayload {
  /// The media type problems travel as.
  public static let mediaType = "application/problem+json"

  /// Names the kind of problem; derived from the code.
  public let type: String
  /// A short English summary of the code, the same each time.
  public let title: String
  /// The HTTP status the answer came with.
  public let status: Int
  /// The stable name clients decide by.
  public let code: Code
  /// Finds the request in the server's log.
  public let requestID: String?
  /// The field or parameter that cannot be accepted.
  public let field: String?
  /// Seconds until trying again makes sense.
  public let retryAfter: Int?

  /// A problem of that code; type, title and status follow from it.
  public init(
    _ code: Code, field: String? = nil, retryAfter: Int? = nil, requestID: String? = nil
  ) {
    type = "urn:pick:problem:" + code.rawValue
    title = code.title
    status = code.status
    self.code = code
    self.requestID = requestID
    self.field = field
    self.retryAfter = retryAfter
  }

  /// The same problem of a request that has a name by now.
  public func with(requestID: String) -> Problem {
    Problem(code, field: field, retryAfter: retryAfter, requestID: requestID)
  }

  private init(
    type: String, title: String, status: Int, code: Code, requestID: String?, field: String?,
    retryAfter: Int?
  ) {
    self.type = type
    self.title = title
    self.status = status
    self.code = code
    self.requestID = requestID
    self.field = field
    self.retryAfter = retryAfter
  }

  /// The document, its title and status as the sender states them.
  public static let wire: WireType<Problem> = .object(
    "Problem", about: "What went wrong (RFC 9457): a fact, never prose for people.",
    Problem.init(type:title:status:code:requestID:field:retryAfter:),
    .required("type", .text, \.type),
    .required("title", .text, \.title),
    .required("status", .integer(from: 400, to: 599), \.status),
    .required("code", .code, \.code),
    .optional(
      "request_id", .text.described("Finds the request in the server's log."), \.requestID),
    .optional(
      "field",
      .text.described("The field or parameter that cannot be accepted: `events.3.id`."), \.field),
    .optional(
      "retry_after",
      .integer(from: 0).described("Seconds until trying again makes sense."), \.retryAfter))
}

extension WireType<Problem.Code> {
  fileprivate static var code: WireType {
    let names = Problem.Code.known.map { YAML.text($0.rawValue) }
    let text = WireType<String>.text
    return WireType<String>(
      Schema("string", ("enum", .list(names))), write: text.write, read: text.read
    ).map(Problem.Code.init(rawValue:), \.rawValue)
  }
}

extension Problem {
  /// The stable names of what can go wrong; clients decide by them and by nothing else.
  public enum Code: Hashable, Sendable {
    /// The body is not JSON of the one form that is expected; `field` says where.
    case invalidBody
    /// What was sent is no request: its framing, its head or its host.
    case malformedRequest
    /// A path or query parameter is missing, unknown or out of range; `field` says which.
    case invalidParameter
    /// The cursor was not made by this server for this viewer and shelf.
    case invalidCursor
    /// Number or password are wrong; which one is not said.
    case wrongCredentials
    /// Both are right, and the account may not sign in.
    case accountDisabled
    /// There is no valid access token; refreshing may help.
    case unauthorized
    /// The refresh token's or the session's time ran out.
    case sessionExpired
    /// The session was ended, or never was.
    case sessionRevoked
    /// There is no such thing, or not for this viewer.
    case notFound
    /// The path exists, the method does not.
    case methodNotAllowed
    /// The request did not arrive in time.
    case requestTimeout
    /// The body has more bytes than the endpoint reads.
    case bodyTooLarge
    /// A batch has more facts than one may have.
    case batchTooLarge
    /// The target of the request has more bytes than are read.
    case targetTooLong
    /// The body is not of the media type the endpoint reads.
    case unsupportedMediaType
    /// The new password has fewer than eight characters.
    case newPasswordTooShort
    /// The old password is wrong.
    case oldPasswordWrong
    /// A fact lies further ahead of the server's clock than clocks differ; `field` says which.
    case instantInFuture
    /// Asked too often; `retry_after` says when to ask again.
    case tooManyRequests
    /// The headers have more bytes than are read.
    case headersTooLarge
    /// Device sign-in: the code is not approved yet.
    case authorizationPending
    /// Device sign-in: asked more often than the interval allows; it grew by 5 seconds.
    case slowDown
    /// Device sign-in: a person said no.
    case accessDenied
    /// Device sign-in: the codes are used, spoiled or too old.
    case expiredToken
    /// A fault of the server; the log knows more.
    case `internal`
    /// The server cannot answer just now; `retry_after` says when to ask again.
    case unavailable
    /// There is no room to store what was sent.
    case storageFull
    /// A code a newer server has.
    case unknown(String)

    /// Every code this version knows.
    public static let known: [Code] = [
      .invalidBody, .malformedRequest, .invalidParameter, .invalidCursor, .wrongCredentials,
      .accountDisabled,
      .unauthorized, .sessionExpired, .sessionRevoked, .notFound, .methodNotAllowed,
      .requestTimeout,
      .bodyTooLarge, .batchTooLarge, .targetTooLong, .unsupportedMediaType, .newPasswordTooShort,
      .oldPasswordWrong, .instantInFuture, .tooManyRequests, .headersTooLarge,
      .authorizationPending, .slowDown, .accessDenied, .expiredToken, .internal, .unavailable,
      .storageFull,
    ]
  }
}

extension Problem.Code: RawRepresentable {
  /// The code of that name; one that is not known stays what it is.
  public init(rawValue: String) {
    // Another server may say anything: text that is not a name is not a code either.
    let name = OutsideName.isPlain(rawValue) ? rawValue : ""
    self = Self.known.first { $0.rawValue == name } ?? .unknown(name)
  }

  /// The name on the wire.
  public var rawValue: String {
    if case .unknown(let name) = self { return name }
    return facts.name
  }

  /// The HTTP status answers of this code have.
  public var status: Int { facts.status }

  /// A short English summary.
  public var title: String { facts.title }

  private var facts: (name: String, status: Int, title: String) {
    switch self {
    case .invalidBody: ("invalid_body", 400, "The body is not what is expected")
    case .malformedRequest: ("malformed_request", 400, "The request is not well-formed")
    case .invalidParameter: ("invalid_parameter", 400, "A parameter is not acceptable")
    case .invalidCursor: ("invalid_cursor", 400, "The cursor is not valid here")
    case .authorizationPending: ("authorization_pending", 400, "Not approved yet")
    case .slowDown: ("slow_down", 400, "Asked too soon")
    case .accessDenied: ("access_denied", 400, "The request was denied")
    case .expiredToken: ("expired_token", 400, "The code is no longer valid")
    case .wrongCredentials: ("wrong_credentials", 401, "Number or password are wrong")
    case .accountDisabled: ("account_disabled", 401, "The account is disabled")
    case .unauthorized: ("unauthorized", 401, "A valid access token is needed")
    case .sessionExpired: ("session_expired", 401, "The session expired")
    case .sessionRevoked: ("session_revoked", 401, "The session was ended")
    case .notFound: ("not_found", 404, "There is no such thing")
    case .methodNotAllowed: ("method_not_allowed", 405, "The method is not allowed here")
    case .requestTimeout: ("request_timeout", 408, "The request took too long")
    case .bodyTooLarge: ("body_too_large", 413, "The body is too large")
    case .batchTooLarge: ("batch_too_large", 413, "The batch has too many items")
    case .targetTooLong: ("target_too_long", 414, "The request target is too long")
    case .unsupportedMediaType: ("unsupported_media_type", 415, "The media type is not read here")
    case .newPasswordTooShort: ("new_password_too_short", 422, "The new password is too short")
    case .oldPasswordWrong: ("old_password_wrong", 422, "The old password is wrong")
    case .instantInFuture: ("instant_in_future", 422, "The instant lies in the future")
    case .tooManyRequests: ("too_many_requests", 429, "Too many requests")
    case .headersTooLarge: ("headers_too_large", 431, "The headers are too large")
    case .internal: ("internal", 500, "Something went wrong")
    case .unavailable: ("unavailable", 503, "The service is not available now")
    case .storageFull: ("storage_full", 507, "There is no room to store it")
    case .unknown: ("unknown", 500, "Something went wrong")
    }
  }
}
