import HTTPTypes
import Hummingbird
import PickAPI

extension EncodedPage {
  /// The answer to a request for the page: 304 when the client has it already, gzip when it may be.
  func response(to request: Request) -> Response {
    let gzip = AcceptEncoding.allowsGzip(request.headers[.acceptEncoding]) ? gzip : nil
    var headers: HTTPFields = [
      // Kept by the viewer's own program only, and asked about each time.
      .cacheControl: "private, no-cache",
      .eTag: tag.header(isCompressed: gzip != nil),
      .vary: "Accept-Encoding, Authorization",
    ]
    let asked = request.headers[values: .ifNoneMatch]
    if !asked.isEmpty, tag.matches(asked.joined(separator: ",")) {
      return Response(status: .notModified, headers: headers)
    }
    headers[.contentType] = WireJSON.mediaType
    if gzip != nil { headers[.contentEncoding] = "gzip" }
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: gzip ?? body))
  }
}

extension Response {
  /// A payload as a page: with a tag, compressed when it may be.
  static func page(_ payload: some WirePayload, to request: Request) -> Response {
    EncodedPage(WireJSON.encode(payload)).response(to: request)
  }

  /// A payload nobody may keep.
  static func fresh(_ payload: some WirePayload) -> Response {
    Response(
      status: .ok, headers: [.contentType: WireJSON.mediaType, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: WireJSON.encode(payload))))
  }

  /// Done, with nothing to say.
  static var noContent: Response { Response(status: .noContent) }
}
