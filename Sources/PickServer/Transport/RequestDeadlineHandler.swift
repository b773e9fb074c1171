import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import PickAPI

/// Holds a connection to the limits of time and size that the framework does not know.
///
/// Sits behind the HTTP codec, so it sees a request's parts as they arrive and an answer's as they
/// leave. Bytes that drip in, in headers or in a body, move no deadline (`RequestProgress`).
/// Belongs to one event loop, like every channel handler.
final class RequestDeadlineHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// How long a client has to read a refusal before the rest of its request is cut off.
  private static let lingering = TimeAmount.seconds(2)

  private var progress: RequestProgress
  private let now: () -> ContinuousClock.Instant
  private var timer: Scheduled<Void>?
  private var isClosing = false
  private var isHTTP1 = false

  init(limit: Duration, now: @escaping () -> ContinuousClock.Instant = { .now }) {
    progress = RequestProgress(limit: limit)
    self.now = now
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let codec = try? context.pipeline.syncOperations.handler(type: HTTP1ToHTTPServerCodec.self)
    isHTTP1 = codec != nil
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    isClosing = true
    timer?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosing else { return }
    switch unwrapInboundIn(data) {
    case .head: progress.headArrived(at: now())
    case .body: break
    case .end: progress.requestEnded()
    }
    schedule(context)
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    progress.bytesArrived(at: now())
    schedule(context)
    context.fireChannelReadComplete()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError, error == .headerOverflow, !isClosing else {
      return context.fireErrorCaught(error)
    }
    refuse(.headersTooLarge, context)
  }

  func write(
    context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
  ) {
    guard !isClosing else { return promise?.fail(ChannelError.ioOnClosedChannel) ?? () }
    switch unwrapOutboundIn(data) {
    case .head(let head):
      progress.answerBegan(status: head.status.code)
      context.write(data, promise: promise)
    case .body:
      context.write(data, promise: promise)
    case .end:
      let written = promise ?? context.eventLoop.makePromise()
      let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      written.futureResult.whenSuccess {
        let (handler, context) = bound.value
        handler.answerEnded(context)
      }
      context.write(data, promise: written)
    }
  }

  private func answerEnded(_ context: ChannelHandlerContext) {
    switch progress.answerEnded() {
    case .keep: schedule(context)
    case .closeAfterLingering: linger(context)
    }
  }

  private func schedule(_ context: ChannelHandlerContext) {
    guard timer == nil, !isClosing, let deadline = progress.deadline else { return }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let wait = max(.zero, deadline - now())
    timer = context.eventLoop.scheduleTask(in: TimeAmount(wait)) {
      let (handler, context) = bound.value
      handler.timer = nil
      handler.look(context)
    }
  }

  private func look(_ context: ChannelHandlerContext) {
    switch progress.verdict(at: now()) {
    case .wait: schedule(context)
    case .refuse(let code): refuse(code, context)
    case .close:
      isClosing = true
      context.close(promise: nil)
    }
  }

  /// Says why in a problem document that passes no middleware any more, and closes.
  private func refuse(_ code: Problem.Code, _ context: ChannelHandlerContext) {
    isClosing = true
    let problem = Problem(code, requestID: RequestName.new())
    var head = ProblemResponse.make(problem).head
    if isHTTP1 { head.headerFields[.connection] = "close" }
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ProblemResponse.buffer(problem))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    linger(context)
  }

  /// Closes the writing half at once and the rest a little later: closing both while bytes are
  /// still unread would reset the connection before the client has read the answer.
  private func linger(_ context: ChannelHandlerContext) {
    isClosing = true
    timer?.cancel()
    if isHTTP1 { context.close(mode: .output, promise: nil) }
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(in: Self.lingering) {
      bound.value.close(promise: nil)
    }
  }
}
