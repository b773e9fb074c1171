import Hummingbird
import Logging
import PickAPI
import PickModel
import PickSystem

/// What the transport knows of a request.
struct RequestOrigin: RequestContextSource {
  let logger: Logger
  /// The address of the client, without the port; empty for a request in process.
  let clientAddress: String
  let clock: any WallClock
}

/// The context of a request on its way through the server.
///
/// Controllers read bodies with `wholeBody`, not with Hummingbird's decoder, so that a body that
/// cannot be read becomes a problem document with a stable code.
struct ServerContext: RequestContext {
  typealias Source = RequestOrigin

  var coreContext: CoreRequestContextStorage
  /// Identifies the request in the answer, in problem documents and in the log.
  var requestID = ""
  var trace = TraceContext()
  /// The address is empty for a request in process.
  var clientAddress: String
  private let clock: any WallClock
  /// The body the route expects.
  var body = Route.Body.none

  init(source: RequestOrigin) {
    coreContext = CoreRequestContextStorage(source: source)
    clientAddress = source.clientAddress
    clock = source.clock
  }

  /// The current time of the server's clock.
  ///
  /// It is not the time the head arrived: a client that sends its head early and its body late
  /// would be judged by an old time, and by limits that had room then.
  var now: Instant { clock.now() }

  var maxUploadSize: Int { body.byteLimit }
}

/// The place of a request in a distributed trace (W3C Trace Context, level 1).
struct TraceContext: Sendable {
  /// The whole trace: 32 lower-case hexadecimal digits.
  let traceID: String
  /// The part of this server: 16 digits.
  let spanID: String

  /// Starts a new trace.
  init() {
    traceID = Self.digits(UInt64.random(in: 1...UInt64.max)) + Self.digits(.random(in: 0...(.max)))
    spanID = Self.digits(UInt64.random(in: 1...UInt64.max))
  }

  /// Continues the trace of a `traceparent` header, or starts one without a valid header.
  init(traceparent: String?) {
    let own = TraceContext()
    spanID = own.spanID
    traceID = traceparent.flatMap(Self.traceID) ?? own.traceID
  }

  /// The form is `00-<32 digits>-<16 digits>-<2 digits>`; a later version may append fields.
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
