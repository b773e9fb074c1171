import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// One port and what answers there.
struct Listener {
  /// Answers a request; the address is the client's, without the port.
  typealias Answer = @Sendable (Request, String) async throws -> Response

  let host: String
  let port: Int
  let transport: Transport
  let limits: Limits
  let log: Logger
  /// Told the port once connections are accepted; it is another one when 0 was asked for.
  let onListening: @Sendable (Int) async -> Void
  let answer: Answer

  /// The service that listens until it is told to stop.
  func service() throws -> any Service {
    let dates = HTTPDates()
    return try transport.channels(limits).buildServer(
      configuration: ServerConfiguration(
        address: .hostname(host, port: port), backlog: 1024,
        availableConnectionsDelegate: .maximum(limits.connections, logger: log)),
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
      logger: log,
      responder: { [answer] request, writer, channel in
        let address = channel.remoteAddress?.ipAddress ?? ""
        var response = try await answer(request, address)
        response.headers[.date] = dates.now
        try await writer.write(response: response.head, body: response.body)
      },
      onServerRunning: { [log, onListening] channel in
        try? await channel.pipeline.addHandler(AcceptErrorHandler(log: log), position: .first).get()
        await onListening(channel.localAddress?.port ?? 0)
      })
  }
}
