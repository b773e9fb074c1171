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

/// What a client may ask for, and for how long; docs/server.md has the table.
public struct Limits: Sendable {
  /// All headers of a request together, in bytes: 16 KiB.
  static let headers = 16 << 10
  /// Header fields of a request.
  static let headerCount = 100
  /// The target of a request, in bytes: 8 KiB.
  static let target = 8 << 10
  /// Bytes that may arrive before a request's head is whole, empty lines and all.
  static let head = headers + target
  /// Bytes that may arrive for one body, with everything that frames it.
  static let framedBody = 4 * Route.Body.longestBatch
  /// Bytes of a body that are still taken once its request was answered.
  static let unwantedBody = 64 << 10
  /// Bytes that are thrown away while a client has time to read why its connection ends.
  static let lingering = 1 << 20

  /// How long a connection may say nothing between requests.
  public var idle = Duration.seconds(30)
  /// How long a request may take from its first byte to the last byte of its answer; bytes that
  /// drip in do not extend it.
  public var request = Duration.seconds(10)
  /// Connections at once; further ones wait in the listen queue.
  var connections = 4096
  /// How long requests in flight may go on once the server was told to stop.
  var drain = Duration.seconds(20)

  /// The limits of a server in production.
  public init() {}
}

/// Keeps the server accepting after an accept that failed.
///
/// No descriptors were left, or a client went away in between. Without this the first such error
/// would end the loop behind it for good.
private final class AcceptErrorHandler: ChannelInboundHandler, Sendable {
  typealias InboundIn = any Channel
  typealias InboundOut = any Channel

  private let log: Logger

  init(log: Logger) { self.log = log }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    log.warning("a connection could not be accepted", metadata: ["error": "\(error)"])
  }
}

/// The `Date` header, made once a second (RFC 9110, 5.6.7).
private final class HTTPDates: Sendable {
  private let last = Mutex<(second: Int, text: String)>((0, ""))

  /// The date now.
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

  /// An instant in seconds since 1970, as `Fri, 20 Nov 2026 13:30:00 GMT`.
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
