import CZlib
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import PickAPI
import Synchronization

/// A page as it is sent: its bytes, its tag, and its compressed form, which is made on first use.
final class EncodedPage: Sendable {
  let body: ByteBuffer
  let tag: EntityTag
  private let compressed = Mutex<ByteBuffer?>(nil)

  init(_ bytes: [UInt8]) {
    body = ByteBuffer(bytes: bytes)
    tag = EntityTag(of: bytes)
  }

  /// The approximate memory of the page, in bytes, with its compressed form.
  var weight: Int { body.readableBytes * 4 / 3 + 256 }

  /// The compressed form; `nil` where compressing gains nothing.
  var gzip: ByteBuffer? {
    guard body.readableBytes >= Gzip.smallestBody else { return nil }
    return compressed.withLock { compressed in
      if compressed == nil {
        compressed = Gzip.compress(Array(body.readableBytesView)).map(ByteBuffer.init(bytes:))
      }
      return compressed
    }
  }
}

extension EncodedPage {
  /// The answer to a request: 304 if the client has the page already, else the page, compressed if
  /// the client accepts gzip.
  func response(to request: Request) -> Response {
    let gzip = AcceptEncoding.allowsGzip(request.headers[.acceptEncoding]) ? gzip : nil
    var headers: HTTPFields = [
      // Only the viewer's client may keep the page, and it asks again before each use.
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
  /// A payload with an entity tag, compressed if the client accepts gzip.
  static func page(_ payload: some WirePayload, to request: Request) -> Response {
    EncodedPage(WireJSON.encode(payload)).response(to: request)
  }

  /// A payload that must not be cached.
  static func fresh(_ payload: some WirePayload) -> Response {
    Response(
      status: .ok, headers: [.contentType: WireJSON.mediaType, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: WireJSON.encode(payload))))
  }

  static var noContent: Response { Response(status: .noContent) }
}

/// A strong validator: a hash of the bytes of a representation (RFC 9110, section 8.8.3).
struct EntityTag: Equatable, Sendable {
  /// The hash without quotes.
  let text: String

  init(of bytes: [UInt8]) { text = Self.name(of: bytes) }

  /// A tag by its text, which stands for the bytes as well as their hash.
  init(text: String) { self.text = text }

  /// 96 bits of SHA-256, in hexadecimal.
  static func name(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).prefix(12).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }

  /// The value of the header; each content coding is a representation with a tag of its own.
  func header(isCompressed: Bool) -> String {
    isCompressed ? "\"\(text)-gzip\"" : "\"\(text)\""
  }

  /// Whether an `If-None-Match` header names this tag, in either coding.
  func matches(_ header: String?) -> Bool {
    guard let header, header.utf8.count <= 4096 else { return false }
    if header.trimmedWhole == "*" { return true }
    return header.split(separator: ",").contains { tag in
      var tag = tag.trimmed
      if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
      return tag == "\"\(text)\"" || tag == "\"\(text)-gzip\""
    }
  }
}

extension String {
  fileprivate var trimmedWhole: Substring { self[...].trimmed }
}

/// Reads the `Accept-Encoding` header (RFC 9110, section 12.5.3).
enum AcceptEncoding {
  /// Whether the header allows gzip, by name or by `*`, with a weight above zero.
  static func allowsGzip(_ header: String?) -> Bool {
    guard let header, header.utf8.count <= 1024 else { return false }
    var any = false
    for coding in header.split(separator: ",") {
      let parts = coding.split(separator: ";").map(\.trimmed)
      guard let name = parts.first?.lowercased(), name == "gzip" || name == "*" else { continue }
      let isRefused = parts.dropFirst().contains { parameter in
        parameter.lowercased().hasPrefix("q=") && (Double(parameter.dropFirst(2)) ?? 0) == 0
      }
      if name == "gzip" { return !isRefused }
      any = !isRefused
    }
    return any
  }
}

/// Compresses bodies in the gzip format (RFC 1952).
enum Gzip {
  /// The size, in bytes, below which a body fits one packet and is not compressed.
  static let smallestBody = 1024

  /// Compresses the bytes; `nil` when zlib has no memory or the result is not smaller.
  static func compress(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // The window has 15 bits; adding 16 selects the gzip format.
    let begun = deflateInit2_(
      &stream, 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard begun == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var input = bytes
    // A longer output than the input would not be used.
    var output = [UInt8](repeating: 0, count: bytes.count)
    let end = input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        stream.next_in = from.baseAddress
        stream.avail_in = UInt32(from.count)
        stream.next_out = to.baseAddress
        stream.avail_out = UInt32(to.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard end == Z_STREAM_END else { return nil }
    output.removeLast(output.count - Int(stream.total_out))
    return output
  }
}
