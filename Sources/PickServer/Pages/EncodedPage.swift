import CZlib
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import PickAPI
import Synchronization

/// A page as it is sent: its bytes, its tag, and its compressed form once somebody asked for it.
final class EncodedPage: Sendable {
  /// The JSON as it is.
  let body: ByteBuffer
  /// Stands for the JSON.
  let tag: EntityTag
  private let compressed = Mutex<ByteBuffer?>(nil)

  /// A page of those bytes.
  init(_ bytes: [UInt8]) {
    body = ByteBuffer(bytes: bytes)
    tag = EntityTag(of: bytes)
  }

  /// Bytes it takes in memory, about: the JSON and its compressed form.
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

/// A strong validator: a hash of the bytes it stands for (RFC 9110, section 8.8.3).
struct EntityTag: Equatable, Sendable {
  /// The hash without quotes.
  let text: String

  /// The tag of those bytes.
  init(of bytes: [UInt8]) { text = Self.name(of: bytes) }

  /// 96 bits of SHA-256, in hexadecimal.
  static func name(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).prefix(12).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }

  /// As the header has it; each content coding is a representation of its own.
  func header(isCompressed: Bool) -> String {
    isCompressed ? "\"\(text)-gzip\"" : "\"\(text)\""
  }

  /// Whether an `If-None-Match` names this one, in whatever coding it was received.
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

/// What an `Accept-Encoding` header allows (RFC 9110, section 12.5.3).
enum AcceptEncoding {
  /// Whether gzip may be sent: named, or meant by `*`, and not with a weight of zero.
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

/// Bodies in the gzip format (RFC 1952).
enum Gzip {
  /// Bodies of fewer bytes are not worth it: they fit one packet as they are.
  static let smallestBody = 1024

  /// The bytes compressed; `nil` when zlib finds no memory, or nothing is gained.
  static func compress(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // 15 bits of window; 16 more ask for the gzip format.
    let begun = deflateInit2_(
      &stream, 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard begun == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var input = bytes
    // An output as long as the input is room enough: longer ones are not used.
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
