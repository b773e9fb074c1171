import Hummingbird
import Logging
import PickAPI
import PickCore
import PickModel

/// What is known of a request before anything of it is read.
struct RequestOrigin: RequestContextSource {
  /// Where log lines about it go.
  let logger: Logger
  /// The address of whoever sent it, without the port; empty in process.
  let clientAddress: String
  /// What time it is.
  let clock: any WallClock

  /// What the transport knows.
  init(logger: Logger, clientAddress: String, clock: any WallClock) {
    self.logger = logger
    self.clientAddress = clientAddress
    self.clock = clock
  }
}

/// What goes through the server with a request.
///
/// Bodies are read by the controllers (`wholeBody`), not by Hummingbird's decoder: a payload that
/// cannot be read is a problem document with a stable code.
struct ServerContext: RequestContext {
  /// Made from what the transport knows, without a channel: tests have none.
  typealias Source = RequestOrigin

  /// What the router keeps: parameters and the template of the route.
  var coreContext: CoreRequestContextStorage
  /// Names the request in the answer, in problem documents and in log lines.
  var requestID = ""
  /// Where the request belongs in a distributed trace.
  var trace = TraceContext()
  /// The address of whoever sent it; empty in process.
  var clientAddress: String
  private let clock: any WallClock
  /// What the route reads of a body.
  var body = Route.Body.none

  /// A context before any middleware has seen it.
  init(source: RequestOrigin) {
    coreContext = CoreRequestContextStorage(source: source)
    clientAddress = source.clientAddress
    clock = source.clock
  }

  /// The instant the request is answered for, by the clock.
  ///
  /// Not when its head came: whoever sends the head early and the body late would be judged by a
  /// time that has passed, and by limits that had room then.
  var now: Instant { clock.now() }

  /// As the route says.
  var maxUploadSize: Int { body.byteLimit }
}

/// Where a request belongs in a distributed trace (W3C Trace Context, level 1).
struct TraceContext: Sendable {
  /// The whole trace: 32 lower-case hexadecimal digits.
  let traceID: String
  /// This server's part of it: 16 digits.
  let spanID: String

  /// A trace of its own.
  init() {
    traceID = Self.digits(UInt64.random(in: 1...UInt64.max)) + Self.digits(.random(in: 0...(.max)))
    spanID = Self.digits(UInt64.random(in: 1...UInt64.max))
  }

  /// Goes on with the trace of a `traceparent` header; starts one when there is no valid header.
  init(traceparent: String?) {
    let own = TraceContext()
    spanID = own.spanID
    traceID = traceparent.flatMap(Self.traceID) ?? own.traceID
  }

  /// `00-<32 digits>-<16 digits>-<2 digits>`; a later version may have more behind it.
  private static func traceID(_ header: String) -> String? {
    let parts = header.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard header.utf8.count <= 256, parts.count >= 4,
      parts.map(\.count).starts(with: [2, 32, 16, 2])
    else { return nil }
    let isHexadecimal = parts.prefix(4).joined().allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    let version = String(parts[0])
    let isZero = [parts[1], parts[2]].contains { $0.allSatisfy { $0 == UInt8(ascii: "0") } }
    guard isHexadecimal, !isZero, version != "ff", version != "00" || parts.count == 4 else {
      return nil
    }
    return String(parts[1])
  }

  private static func digits(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
