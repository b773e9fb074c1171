import Logging
import NIOCore

/// Keeps the server accepting after an accept that failed.
///
/// No descriptors were left, or a client went away in between. Without this the first such error
/// would end the loop behind it for good.
final class AcceptErrorHandler: ChannelInboundHandler, Sendable {
  typealias InboundIn = any Channel
  typealias InboundOut = any Channel

  private let log: Logger

  init(log: Logger) { self.log = log }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    log.warning("a connection could not be accepted", metadata: ["error": "\(error)"])
  }
}
