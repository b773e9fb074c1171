import HTTPTypes
import Hummingbird
import PickAPI

/// Writes problem documents; every failure the server tells of goes through here.
enum ProblemResponse {
  /// The document of a problem; one problem is one text.
  static func buffer(_ problem: Problem) -> ByteBuffer {
    ByteBuffer(bytes: WireJSON.encode(problem))
  }

  static func make(_ problem: Problem, headers: HTTPFields = [:]) -> Response {
    var headers = headers
    headers[.contentType] = Problem.mediaType
    headers[.cacheControl] = "no-store"
    if let seconds = problem.retryAfter { headers[.retryAfter] = "\(seconds)" }
    // RFC 6750, section 3: whoever was turned away learns how to come in.
    if problem.code == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
    return Response(
      status: HTTPResponse.Status(code: problem.status), headers: headers,
      body: ResponseBody(byteBuffer: buffer(problem)))
  }
}
