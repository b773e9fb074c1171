import HTTPTypes
import Hummingbird
import PickAPI
import PickModel
import Synchronization

/// Limits requests by address and adds the headers of draft-ietf-httpapi-ratelimit-headers-10.
struct RateLimit: Sendable {
  let throttle: AddressThrottle
  let name: String

  /// Runs `work` if the client's address has tries left; every answer has the headers, a refusal
  /// too.
  func answer(
    _ context: ServerContext, _ work: () async throws -> Response
  ) async throws -> Response {
    // A request in process has no address.
    guard !context.clientAddress.isEmpty else { return try await work() }
    let verdict = throttle.take(ClientAddress(context.clientAddress), at: context.now)
    var response: Response
    do {
      guard verdict.isAllowed else {
        throw Problem(.tooManyRequests, retryAfter: verdict.resetSeconds)
      }
      response = try await work()
    } catch let problem as Problem {
      response = ProblemResponse.make(problem.with(requestID: context.requestID))
    }
    let rule = throttle.rule
    response.headers[.rateLimitPolicy] = "\"\(name)\";q=\(rule.burst);w=\(rule.windowSeconds)"
    response.headers[.rateLimit] = "\"\(name)\";r=\(verdict.remaining);t=\(verdict.resetSeconds)"
    return response
  }
}

extension HTTPField.Name {
  static let rateLimit = HTTPField.Name("RateLimit") ?? .date
  static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy") ?? .date
}

/// Limits how often one address may try to sign in, with a token bucket for each address (GCRA).
///
/// `SignInThrottle` limits the tries for one number; this one limits a client that tries one
/// password for many numbers. Memory is bounded: there are two generations of addresses, and the
/// older is forgotten when the younger is full.
final class AddressThrottle: Sendable {
  /// The size of a bucket and the speed at which it fills again.
  struct Rule: Sendable {
    /// The number of tries in a full bucket.
    var burst: Int64 = 20
    /// The time until one more try is allowed, in milliseconds.
    var interval: Int64 = 3000

    /// How long a bucket takes to fill, in whole seconds.
    var windowSeconds: Int64 { burst * interval / 1000 }
  }

  /// The result of a try.
  struct Verdict: Equatable, Sendable {
    let isAllowed: Bool
    let remaining: Int64
    /// Seconds until the bucket is full again or, after a refusal, until the next try is allowed.
    let resetSeconds: Int
  }

  let rule: Rule
  private let buckets: Mutex<DrainingBuckets<ClientAddress>>

  init(_ rule: Rule = Rule(), capacity: Int = 16_384) {
    self.rule = rule
    buckets = Mutex(DrainingBuckets(capacity: capacity))
  }

  /// Uses up one try of the address, if one is left.
  func take(_ address: ClientAddress, at instant: Instant) -> Verdict {
    let room = rule.burst * rule.interval
    let outcome = buckets.withLock {
      $0.take(rule.interval, room: room, for: address, at: instant)
    }
    return switch outcome {
    case .taken(let level):
      Verdict(
        isAllowed: true, remaining: (room - level) / rule.interval,
        resetSeconds: Self.seconds(level))
    case .refused(let wait):
      Verdict(isAllowed: false, remaining: 0, resetSeconds: Self.seconds(wait))
    }
  }

  /// The number of addresses in memory.
  var count: Int { buckets.withLock { $0.count } }

  private static func seconds(_ milliseconds: Int64) -> Int { Int((milliseconds + 999) / 1000) }
}

/// The address of a client, as throttles count it.
///
/// An IPv6 customer has 2^64 addresses, so IPv6 addresses count by their first half. An IPv4
/// address that is mapped into IPv6 counts as the IPv4 address.
struct ClientAddress: Hashable, Sendable {
  private let bytes: [UInt8]

  /// Parses `text`; all texts that are no address are equal.
  init(_ text: String) {
    let address = Self.address(text)?.bytes ?? []
    bytes = address.count == 4 ? address : Array(address.prefix(8))
  }

  /// Parses an address, without the zone of a link-local one (`fe80::1%eth0`).
  private static func address(_ text: String) -> HostAddress? {
    guard OutsideName.isPlain(text) else { return nil }
    return HostAddress(text.prefix { $0 != "%" })
  }

  /// Whether the text was an address.
  var isAddress: Bool { !bytes.isEmpty }

  /// The address of the client, behind proxies that are trusted.
  ///
  /// Each proxy appends the address it got the request from to `X-Forwarded-For`. Read from the
  /// end, the first address that is not a trusted proxy is the client; a client can forge the
  /// addresses before it. Without trusted proxies the header is ignored. Parsed addresses are
  /// compared, since a proxy may appear as `::ffff:10.0.0.1`.
  static func resolved(peer: String, _ headers: HTTPFields, trusted: Set<HostAddress>) -> String {
    guard !trusted.isEmpty, let proxy = Self.address(peer), trusted.contains(proxy) else {
      return peer
    }
    let chain = headers[values: .xForwardedFor].flatMap { $0.split(separator: ",") }
    for part in chain.reversed().prefix(16) {
      let text = String(part.trimmed)
      guard let address = Self.address(text) else { return peer }
      if !trusted.contains(address) { return text }
    }
    return peer
  }
}

extension HTTPField.Name {
  static let xForwardedFor = HTTPField.Name("X-Forwarded-For") ?? .date
}
