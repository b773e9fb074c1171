import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL
import Synchronization

/// HTTP/1.1 and HTTP/2 over TLS, by what the client can (ALPN), with a certificate that can be
/// replaced while connections are open: theirs stays, the next ones get the new one.
final class SecureChannel: ServerChildChannel {
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

  /// Serves new connections with this certificate from now on.
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
  /// Headers, idleness and requests held to the limits.
  static func bounded(by limits: Limits) -> HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
      additionalChannelHandlers: [RequestDeadlineHandler(limit: limits.request)],
      idleTimeout: TimeAmount(limits.idle),
      httpDecoderConfiguration: DecoderConfiguration(
        maxHeaderFieldSize: Limits.headers, maxHeaderListSize: Limits.headers,
        maxHeaderFieldCount: Limits.headerCount))
  }
}
