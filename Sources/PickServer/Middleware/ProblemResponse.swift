import HTTPTypes
import Hummingbird

/// Writes problem documents; every failure the server tells of goes through here.
enum ProblemResponse {
  static let mediaType = "application/problem+json"

  static func make(for refusal: Refusal, requestID: String) -> Response {
    var headers = refusal.headers
    headers[.contentType] = mediaType
    headers[.cacheControl] = "no-store"
    if let seconds = refusal.retryAfterSeconds { headers[.retryAfter] = "\(seconds)" }
    return Response(
      status: refusal.code.status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: json(refusal, requestID: requestID))))
  }

  // Every part is ours or was checked: there is nothing to escape.
  private static func json(_ refusal: Refusal, requestID: String) -> String {
    let status = refusal.code.status
    var members = [
      "\"type\":\"about:blank\"", "\"title\":\"\(status.reasonPhrase)\"",
      "\"status\":\(status.code)", "\"code\":\"\(refusal.code.rawValue)\"",
      "\"request_id\":\"\(requestID)\"",
    ]
    if let field = refusal.field { members.append("\"field\":\"\(field)\"") }
    if let seconds = refusal.retryAfterSeconds { members.append("\"retry_after\":\(seconds)") }
    return "{" + members.joined(separator: ",") + "}"
  }
}
