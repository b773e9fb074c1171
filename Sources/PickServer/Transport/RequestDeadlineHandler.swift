import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import PickAPI

/// Enforces the limits on time and size that the framework lacks, and refuses malformed requests.
///
/// The handler is behind the HTTP codec, so it sees the parts of a request as they arrive and those
/// of an answer as they leave. Bytes that arrive slowly, in headers or in a body, move no deadline
/// (`RequestProgress`). Over HTTP/1, two handlers in front of the codec see what the codec leaves
/// out. Like every channel handler, this one belongs to one event loop.
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
  /// Whether malformed input arrived, after which nothing more is a request.
  private var isBroken = false
  private var isHTTP1 = false
  private let received = ReceivedBytes()

  init(limit: Duration, now: @escaping () -> ContinuousClock.Instant = { .now }) {
    progress = RequestProgress(limit: limit)
    self.now = now
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    guard let codec = try? pipeline.handler(type: HTTP1ToHTTPServerCodec.self),
      let decoder = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
    else { return }
    isHTTP1 = true
    do {
      try pipeline.addHandler(HTTP1HeadHandler(), position: .before(codec))
      try pipeline.addHandler(received, position: .before(decoder))
    } catch {
      // Without the two handlers nothing may be served.
      context.close(promise: nil)
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    isClosing = true
    timer?.cancel()
    // The reader of an incomplete body must get an error, not an end.
    if progress.isWaitingForBody { context.fireErrorCaught(HTTPParserError.invalidEOFState) }
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    if !isHTTP1, case .body(let bytes) = part { received.add(bytes.readableBytes) }
    guard !isClosing, !isBroken else { return }
    switch part {
    case .head(let head):
      received.reset()
      if let code = RequestHead.fault(of: head) { return broken(code, context) }
      progress.headArrived(at: now())
    case .body: break
    case .end:
      received.reset()
      progress.requestEnded()
    }
    schedule(context)
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if isClosing {
      // A client that sends this much has had time to read the answer.
      if received.count > Limits.lingering { context.close(promise: nil) }
    } else {
      progress.bytesArrived(at: now())
      schedule(context)
      follow(isBroken ? .fine : progress.flow(bytes: received.count), context)
    }
    context.fireChannelReadComplete()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let code = Self.code(of: error) else { return context.fireErrorCaught(error) }
    // The error is not passed on: the framework would answer a request a second time.
    if !isClosing { broken(code, context) }
  }

  /// The problem of malformed input; `nil` for errors that are no fault, such as an end.
  private static func code(of error: any Error) -> Problem.Code? {
    switch error {
    case let fault as RequestFault: fault.code
    case let error as HTTPParserError where error == .headerOverflow: .headersTooLarge
    case let error as HTTPParserError where error != .invalidEOFState: .malformedRequest
    default: nil
    }
  }

  private func broken(_ code: Problem.Code, _ context: ChannelHandlerContext) {
    isBroken = true
    follow(progress.broken(code), context)
  }

  private func follow(_ flow: RequestProgress.Flow, _ context: ChannelHandlerContext) {
    switch flow {
    case .fine: break
    case .refuse(let code): refuse(code, context)
    case .closeAfterLingering: linger(context)
    }
  }

  func write(
    context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
  ) {
    guard !isClosing else { return promise?.fail(ChannelError.ioOnClosedChannel) ?? () }
    switch unwrapOutboundIn(data) {
    case .head(let head):
      progress.answerBegan(status: head.status.code)
      if progress.isWaitingForBody { received.reset() }
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
    case .refuse(let code): refuse(code, context)
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

  /// Writes a problem document, which passes no middleware, and closes the connection.
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

  /// Closes the sending half at once and the rest later.
  ///
  /// Closing both while bytes are unread would reset the connection before the client has read the
  /// answer.
  private func linger(_ context: ChannelHandlerContext) {
    isClosing = true
    received.reset()
    timer?.cancel()
    if isHTTP1 { context.close(mode: .output, promise: nil) }
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(in: Self.lingering) {
      bound.value.close(promise: nil)
    }
  }
}

/// Counts all bytes that arrive on a connection.
///
/// Empty lines, extensions of chunks and trailers are in no part of a request, but cost as much to
/// receive.
private final class ReceivedBytes: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// Bytes that were read since the last `reset`.
  private(set) var count = 0

  func add(_ bytes: Int) { count += bytes }
  func reset() { count = 0 }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    count += unwrapInboundIn(data).readableBytes
    context.fireChannelRead(data)
  }
}
