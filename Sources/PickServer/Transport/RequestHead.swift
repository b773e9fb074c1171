import HTTPTypes
import NIOCore
import NIOHTTP1
import PickAPI

/// Checks the head of a request before anything in it is compared, looked up or passed on.
///
/// Text that is not ASCII is refused: no field the server reads may hold any, and comparing it
/// takes time that grows with the square of a run of combining marks.
enum RequestHead {
  /// The problem of a head in any version of HTTP; `nil` when it is valid.
  static func fault(of head: HTTPRequest) -> Problem.Code? {
    guard head.headerFields.count <= Limits.headerCount else { return .headersTooLarge }
    let areFieldsPlain = head.headerFields.allSatisfy { field in
      // Every fault of a token is answered with 401, by `BearerAuthentication`.
      field.name == .authorization
        || field.value.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 }
    }
    guard areFieldsPlain, isAuthority(head.authority ?? "") else { return .malformedRequest }
    let target = head.path ?? ""
    guard target.utf8.count <= Limits.target else { return .targetTooLong }
    return target.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? nil : .malformedRequest
  }

  /// The problem of a head in HTTP/1, where the receiver has to check more (RFC 9112, sections 3.2
  /// and 6).
  static func fault(of head: HTTPRequestHead) -> Problem.Code? {
    guard head.headers.count <= Limits.headerCount else { return .headersTooLarge }
    guard head.uri.utf8.count <= Limits.target else { return .targetTooLong }
    let hosts = head.headers["host"]
    let codings = head.headers["transfer-encoding"]
    let lengths = head.headers["content-length"]
    // HTTP/1.0 requires no `Host` and has no chunks.
    let isOld = head.version == .http1_0
    guard hosts.count == 1 || (isOld && hosts.isEmpty), hosts.allSatisfy(isAuthority),
      codings.isEmpty || (!isOld && lengths.isEmpty && isChunked(codings)), lengths.count <= 1,
      isTarget(head, host: hosts.first ?? "")
    else { return .malformedRequest }
    return nil
  }

  /// Whether the only transfer coding is `chunked`; compressed codings are not supported.
  private static func isChunked(_ codings: [String]) -> Bool {
    codings.count == 1 && codings[0].utf8.count <= 16 && codings[0].lowercased() == "chunked"
  }

  /// Whether the target is a path, a URI of the same host, `*` for `OPTIONS`, or an authority for
  /// `CONNECT`.
  private static func isTarget(_ head: HTTPRequestHead, host: String) -> Bool {
    let target = head.uri
    guard target.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return false }
    if target.utf8.first == UInt8(ascii: "/") { return true }
    switch head.method {
    case .OPTIONS where target == "*": return true
    case .CONNECT: return isAuthority(target)
    default:
      let lowered = target.lowercased()
      return ["http://", "https://"].contains { scheme in
        guard lowered.hasPrefix(scheme) else { return false }
        let authority = lowered.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        return authority == host.lowercased()
      }
    }
  }

  /// Whether a text has only characters of `Host`: letters, digits, `.-_~:`, brackets and escapes.
  private static func isAuthority(_ text: String) -> Bool {
    text.utf8.count <= 300
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: ".-_~:[]%".utf8.contains(byte)
        }
      }
  }
}

/// The problem of a malformed head, on its way through the pipeline as an error.
struct RequestFault: Error {
  let code: Problem.Code
}

/// Checks the heads of HTTP/1 while they still have all their fields.
///
/// Input after a refused head is ignored, since it may not be a request.
final class HTTP1HeadHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private var isRefused = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused else { return }
    guard case .head(var head) = unwrapInboundIn(data) else {
      return context.fireChannelRead(data)
    }
    if let code = RequestHead.fault(of: head) {
      isRefused = true
      return context.fireErrorCaught(RequestFault(code: code))
    }
    // A client of HTTP/1.0 reads until the connection closes (RFC 9112, section 9.3). For others
    // "close" counts also in a list or in capitals.
    let wantsEnd = head.headers[canonicalForm: "connection"].contains {
      $0.utf8.count == 5 && $0.lowercased() == "close"
    }
    if head.version == .http1_0 || wantsEnd {
      head.headers.replaceOrAdd(name: "connection", value: "close")
    }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}
