import HTTPTypes
import Hummingbird
import NIOCore
import PickAPI
import PickCore
import PickModel
import PickPictures

/// The pictures of titles.
///
/// They were read, checked and made small when they were imported; the server hands out files and never
/// reads a picture itself.
struct PictureController: Sendable {
  let engine: Engine
  let library: PictureLibrary?

  @Sendable func picture(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    var query = try QueryReader(request)
    let pixels = try query.integer(
      "width", 1...WireLimits.pictureWidth, standard: PictureWidth.medium.rawValue)
    let version = try query.optionalWord("version", 16)
    try query.end()
    if let version, PictureID(version) == nil {
      throw Problem(.invalidParameter, field: "version")
    }
    let width = PictureWidth(atLeast: pixels)
    let title: Title.ID = try context.identifier("title")
    // What has no page has no picture either, whatever lies in the folder.
    guard try await engine.picture(of: title) != nil,
      let found = library?.jpeg(of: title, width), found.bytes.count <= WireLimits.pictureBytes
    else { throw Problem(.notFound) }
    let isCurrent = version == found.version.description
    let tag = "\"\(found.version)-\(width.rawValue)\""
    var headers: HTTPFields = [
      .cacheControl: isCurrent ? "private, max-age=31536000, immutable" : "private, no-cache",
      .eTag: tag, .vary: "Authorization",
    ]
    let known = request.headers[values: .ifNoneMatch].joined(separator: ",")
    if EntityTag(text: String(tag.dropFirst().dropLast())).matches(known) {
      return Response(status: .notModified, headers: headers)
    }
    headers[.contentType] = OpenAPIDocument.pictureType
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: found.bytes)))
  }
}
