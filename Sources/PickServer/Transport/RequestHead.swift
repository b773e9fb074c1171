import HTTPTypes
import NIOCore
import NIOHTTP1
import PickAPI

/// What the head of a request has to be before anything in it is compared, looked up or sent on.
///
/// Text that is not ASCII is refused here: comparing it takes time that grows with the square of a
/// run of combining marks, and no field that the server reads may hold any.
enum RequestHead {
  /// What is wrong with a head, in whatever version of HTTP it came; `nil` when nothing is.
  static func fault(of head: HTTPRequest) -> Problem.Code? {
    guard head.headerFields.count <= Limits.headerCount else { return .headersTooLarge }
    let areFieldsPlain = head.headerFields.allSatisfy { field in
      // What is wrong with a token is told in one way only: 401.
      field.name == .authorization
        || field.value.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 }
    }
    guard areFieldsPlain, isAuthority(head.authority ?? "") else { return .malformedRequest }
    let target = head.path ?? ""
    guard target.utf8.count <= Limits.target else { return .targetTooLong }
    return target.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? nil : .malformedRequest
  }

  /// What is wrong with a head that came in HTTP/1, where some rules are left to the receiver (RFC
  /// 9112, sections 3.2 and 6).
  static func fault(of head: HTTPRequestHead) -> Problem.Code? {
    guard head.headers.count <= Limits.headerCount else { return .headersTooLarge }
    guard head.uri.utf8.count <= Limits.target else { return .targetTooLong }
    let hosts = head.headers["host"]
    let codings = head.headers["transfer-encoding"]
    let lengths = head.headers["content-length"]
    // HTTP/1.0 has neither to say whom it means nor chunks.
    let isOld = head.version == .http1_0
    guard hosts.count == 1 || (isOld && hosts.isEmpty), hosts.allSatisfy(isAuthority),
      codings.isEmpty || (!isOld && lengths.isEmpty && isChunked(codings)), lengths.count <= 1,
      isTarget(head, host: hosts.first ?? "")
    else { return .malformedRequest }
    return nil
  }

  /// Chunked and nothing else: no content is unpacked here.
  private static func isChunked(_ codings: [String]) -> Bool {
    codings.count == 1 && codings[0].utf8.count <= 16 && codings[0].lowercased() == "chunked"
  }

  /// A path; a whole address that means the host it is sent to; or what only `OPTIONS` and `CONNECT`
  /// ask for.
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

  /// Host and port as they may stand in `Host`: letters, digits, `.-_~:`, brackets and escapes.
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

/// A request that cannot be answered as it came, on its way to the answer.
struct RequestFault: Error {
  let code: Problem.Code
}

/// Holds the heads of HTTP/1 against `RequestHead` while they have all their fields.
///
/// Behind a head that was refused nothing can be trusted to be a request.
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
    // A client of HTTP/1.0 reads until the connection closes (RFC 9112, section 9.3); a client that
    // sends "close" in a list or in capitals means it too.
    let wantsEnd = head.headers[canonicalForm: "connection"].contains {
      $0.utf8.count == 5 && $0.lowercased() == "close"
    }
    if head.version == .http1_0 || wantsEnd {
      head.headers.replaceOrAdd(name: "connection", value: "close")
    }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}
