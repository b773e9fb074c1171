/// What went wrong with a request, as RFC 9457 has it: a fact, never prose for people.
///
/// Screens turn the code into a sentence and show the request id beside it; `title` is English and
/// for whoever reads logs.
public struct Problem: Error, Hashable, Sendable, Codable {
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

  private enum CodingKeys: String, CodingKey {
    case type, title, status, code, field
    case requestID = "request_id"
    case retryAfter = "retry_after"
  }
}
