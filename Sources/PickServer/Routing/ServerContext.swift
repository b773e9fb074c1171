public import Hummingbird
public import Logging
import PickAPI
public import PickCore
public import PickModel

/// What is known of a request before anything of it is read.
public struct RequestOrigin: RequestContextSource {
  /// Where log lines about it go.
  public let logger: Logger
  /// The address of whoever sent it, without the port; empty in process.
  public let clientAddress: String
  /// What time it is.
  public let clock: any WallClock

  /// What the transport knows.
  public init(logger: Logger, clientAddress: String, clock: any WallClock) {
    self.logger = logger
    self.clientAddress = clientAddress
    self.clock = clock
  }
}

/// What goes through the server with a request.
///
/// Bodies are read by the controllers (`wholeBody`), not by Hummingbird's decoder: a payload that
/// cannot be read is a problem document with a stable code.
public struct ServerContext: RequestContext {
  /// Made from what the transport knows, without a channel: tests have none.
  public typealias Source = RequestOrigin

  /// What the router keeps: parameters and the template of the route.
  public var coreContext: CoreRequestContextStorage
  /// Names the request in the answer, in problem documents and in log lines.
  public internal(set) var requestID = ""
  /// Where the request belongs in a distributed trace.
  public internal(set) var trace = TraceContext()
  /// The address of whoever sent it; empty in process.
  public internal(set) var clientAddress: String
  private let clock: any WallClock
  /// Who asks; `nil` on routes for anybody.
  public internal(set) var grant: AccessGrant?
  /// What the route reads of a body.
  var body = Route.Body.none

  /// A context before any middleware has seen it.
  public init(source: RequestOrigin) {
    coreContext = CoreRequestContextStorage(source: source)
    clientAddress = source.clientAddress
    clock = source.clock
  }

  /// The instant the request is answered for, by the clock.
  ///
  /// Not when its head came: whoever sends the head early and the body late would be judged by a
  /// time that has passed, and by limits that had room then.
  public var now: Instant { clock.now() }

  /// As the route says.
  public var maxUploadSize: Int { body.byteLimit }
}

extension Request {
  /// The whole body, as long as the route allows.
  ///
  /// - Parameter context: whose route says how much is read.
  /// - Returns: the bytes of the body.
  /// - Throws: the problem `bodyTooLarge` for a longer one, however it is sent; `malformedRequest`
  ///   for one that has no end.
  public func wholeBody(_ context: ServerContext) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      for try await part in body {
        guard bytes.count + part.readableBytes <= context.body.byteLimit else {
          throw Problem(.bodyTooLarge)
        }
        bytes.append(contentsOf: part.readableBytesView)
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      // It broke off, or what came was no part of it: the sender's fault, and nothing for the log.
      throw Problem(.malformedRequest)
    }
    return bytes
  }
}
