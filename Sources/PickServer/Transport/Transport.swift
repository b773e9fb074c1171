import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL
import NIOTLS
import Synchronization

/// The protocols of a port: plain HTTP/1.1, or TLS with HTTP/1.1 and HTTP/2.
enum Transport: Sendable {
  case plain
  case secure(SecureTransport)

  var isSecure: Bool {
    if case .secure = self { true } else { false }
  }

  func channels(_ limits: Limits) -> HTTPServerBuilder {
    switch self {
    case .plain: .http1(configuration: .bounded(by: limits))
    case .secure(let transport): transport.channels(limits)
    }
  }
}

/// TLS whose certificate can be read again while the server runs.
final class SecureTransport: Sendable {
  let files: CertificateFiles
  private let channel = Mutex<SecureChannel?>(nil)

  init(_ files: CertificateFiles) { self.files = files }

  func channels(_ limits: Limits) -> HTTPServerBuilder {
    HTTPServerBuilder { responder in
      let made = try SecureChannel(self.files, limits: limits, responder: responder)
      self.channel.withLock { $0 = made }
      return made
    }
  }

  /// Reads the files again; if they do not match, the old certificate stays in use.
  func reload() throws { try channel.withLock { $0 }?.use(files) }
}

/// A certificate chain and its key, both in PEM files.
struct CertificateFiles: Sendable {
  let chain: String
  let key: String

  /// Reads both files into a configuration for TLS 1.2 and newer.
  func load() throws -> TLSConfiguration {
    let certificates = try NIOSSLCertificate.fromPEMFile(chain)
    let privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(privateKey))
    configuration.minimumTLSVersion = .tlsv12
    return configuration
  }
}

/// Serves HTTP/1.1 and HTTP/2 over TLS, as the client chooses (ALPN).
///
/// The certificate can be replaced while the server runs: open connections keep theirs, and further
/// ones get the new one.
private final class SecureChannel: ServerChildChannel {
  typealias Value = HTTP2UpgradeChannel.Value

  private let current: Mutex<HTTP2UpgradeChannel>
  private let configuration: HTTP2UpgradeChannel.Configuration
  private let responder: HTTPChannelHandler.Responder
  private let handshakeLimit: Duration

  init(
    _ certificate: CertificateFiles, limits: Limits,
    responder: @escaping HTTPChannelHandler.Responder
  ) throws {
    configuration = HTTP2UpgradeChannel.Configuration(
      idleTimeout: limits.idle, gracefulCloseTimeout: limits.request,
      streamConfiguration: .bounded(by: limits))
    self.responder = responder
    handshakeLimit = limits.request
    current = Mutex(
      try HTTP2UpgradeChannel(
        tlsConfiguration: certificate.load(), configuration: configuration, responder: responder))
  }

  /// Uses this certificate for new connections.
  func use(_ certificate: CertificateFiles) throws {
    let next = try HTTP2UpgradeChannel(
      tlsConfiguration: certificate.load(), configuration: configuration, responder: responder)
    current.withLock { $0 = next }
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    let upgrade = current.withLock { $0 }
    return upgrade.setup(channel: channel, logger: logger).flatMapThrowing { value in
      try channel.pipeline.syncOperations.addHandler(
        HandshakeDeadlineHandler(limit: self.handshakeLimit))
      return value
    }
  }

  func handle(value: Value, logger: Logger) async {
    let upgrade = current.withLock { $0 }
    await upgrade.handle(value: value, logger: logger)
  }
}

extension HTTP1Channel.Configuration {
  /// A configuration of HTTP/1.1 with the limits on headers, idle time and requests.
  fileprivate static func bounded(by limits: Limits) -> HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
      additionalChannelHandlers: [RequestDeadlineHandler(limit: limits.request)],
      idleTimeout: TimeAmount(limits.idle),
      httpDecoderConfiguration: DecoderConfiguration(
        maxHeaderFieldSize: Limits.headers, maxHeaderListSize: Limits.headers,
        maxHeaderFieldCount: Limits.headerCount))
  }
}

/// Closes a connection whose TLS handshake takes too long, and removes itself after the handshake.
private final class HandshakeDeadlineHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny
  typealias InboundOut = NIOAny

  private let limit: Duration
  private var timer: Scheduled<Void>?

  init(limit: Duration) { self.limit = limit }

  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(in: TimeAmount(limit)) {
      bound.value.close(promise: nil)
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case TLSUserEvent.handshakeCompleted = event {
      context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    context.fireChannelInactive()
  }
}
