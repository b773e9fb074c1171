import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import PickAPI
import ServiceLifecycle
import Synchronization

/// Listens on one port and answers its requests.
struct Listener {
  /// Answers a request; the address is the client's, without the port.
  typealias Answer = @Sendable (Request, String) async throws -> Response

  let host: String
  let port: Int
  let transport: Transport
  let limits: Limits
  let log: Logger
  /// Called with the port once connections are accepted; with port 0 the system chooses it.
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

/// The limits on the size and the time of requests; docs/server.md has the table.
public struct Limits: Sendable {
  /// All headers of a request together, in bytes: 16 KiB.
  static let headers = 16 << 10
  /// The number of header fields of a request.
  static let headerCount = 100
  /// The longest target of a request, in bytes: 8 KiB.
  static let target = 8 << 10
  /// Bytes that may arrive before the head of a request is complete, including empty lines.
  static let head = headers + target
  /// Bytes that may arrive for one body, including its framing.
  static let framedBody = 4 * Route.Body.longestBatch
  /// Bytes of a body that are still read after its request was answered.
  static let unwantedBody = 64 << 10
  /// Bytes that are discarded while a client reads why its connection ends.
  static let lingering = 1 << 20

  /// How long a connection may be idle between requests.
  public var idle = Duration.seconds(30)
  /// How long a request may take from its first byte to the last byte of its answer.
  ///
  /// Bytes that arrive slowly do not extend it.
  public var request = Duration.seconds(10)
  /// The number of open connections; further ones wait in the listen queue.
  var connections = 4096
  /// How long open requests may go on after the server was told to stop.
  var drain = Duration.seconds(20)

  /// Creates the limits of a server in production.
  public init() {}
}

/// Keeps the server accepting connections after an accept failed.
///
/// An accept fails when no descriptors are left or the client is gone already. Without this handler
/// the first failure would end the accept loop.
private final class AcceptErrorHandler: ChannelInboundHandler, Sendable {
  typealias InboundIn = any Channel
  typealias InboundOut = any Channel

  private let log: Logger

  init(log: Logger) { self.log = log }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    log.warning("a connection could not be accepted", metadata: ["error": "\(error)"])
  }
}

/// Formats the `Date` header once a second (RFC 9110, section 5.6.7).
private final class HTTPDates: Sendable {
  private let last = Mutex<(second: Int, text: String)>((0, ""))

  var now: String {
    let second = time(nil)
    return last.withLock { last in
      if last.second != second { last = (second, Self.text(second)) }
      return last.text
    }
  }

  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Formats seconds since 1970 as `Fri, 20 Nov 2026 13:30:00 GMT`.
  static func text(_ second: Int) -> String {
    var parts = tm()
    var second = second
    gmtime_r(&second, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(two).joined(separator: ":")
    let day = "\(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900)"
    return "\(days[Int(parts.tm_wday)]), \(day) \(clock) GMT"
  }
}
