import HTTPTypes
import Hummingbird
import PickAPI
import PickModel
import Synchronization

/// Throttles by address, and says how much is left (draft-ietf-httpapi-ratelimit-headers-10).
struct RateLimit: Sendable {
  let throttle: AddressThrottle
  let name: String

  /// Answers within the limit of the address the request comes from; every answer, a refused one
  /// too, says what is left.
  func answer(
    _ context: ServerContext, _ work: () async throws -> Response
  ) async throws -> Response {
    // In process nobody has an address.
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

/// How often one address may try to sign in: a token bucket an address (GCRA).
///
/// Behind the throttle of entered numbers this one slows down whoever tries one password at many
/// numbers. Its memory is bounded: two generations of addresses, of which the older is forgotten
/// when the younger is full; whoever can fill them has more addresses than a throttle can count.
final class AddressThrottle: Sendable {
  /// How full a bucket is and how fast it fills.
  struct Rule: Sendable {
    /// Tries at once.
    var burst: Int64 = 20
    /// Until one more, in milliseconds.
    var interval: Int64 = 3000

    /// How long a bucket takes to fill, in whole seconds.
    var windowSeconds: Int64 { burst * interval / 1000 }
  }

  /// What became of a try.
  struct Verdict: Equatable, Sendable {
    /// Whether it is looked at.
    let isAllowed: Bool
    /// Tries left.
    let remaining: Int64
    /// Until the bucket is full again, or the next try is allowed, in seconds.
    let resetSeconds: Int
  }

  let rule: Rule
  /// When each bucket will be full, in milliseconds since 1970.
  private let buckets: Mutex<Generations<ClientAddress, Int64>>

  init(_ rule: Rule = Rule(), capacity: Int = 16_384) {
    self.rule = rule
    buckets = Mutex(Generations(capacity: capacity))
  }

  /// Takes one try of the address's, if it has one left.
  func take(_ address: ClientAddress, at instant: Instant) -> Verdict {
    let now = instant.millisecondsSince1970
    let room = rule.burst * rule.interval
    return buckets.withLock { buckets in
      let known = buckets[address] ?? now
      // Much fuller than full was counted before the clock was set back; a little fuller, by requests
      // that overtook this one.
      let fullAt = known - now > room + Self.tolerance ? now : max(known, now)
      let next = fullAt + rule.interval
      guard next - now <= room else {
        return Verdict(
          isAllowed: false, remaining: 0, resetSeconds: Self.seconds(next - now - room))
      }
      buckets.remember(next, for: address)
      return Verdict(
        isAllowed: true, remaining: (room - (next - now)) / rule.interval,
        resetSeconds: Self.seconds(next - now))
    }
  }

  /// How far clocks may go back, in milliseconds, before a bucket is believed to be of another time.
  private static let tolerance: Int64 = 60_000

  /// How many addresses are remembered.
  var count: Int { buckets.withLock { $0.count } }

  private static func seconds(_ milliseconds: Int64) -> Int { Int((milliseconds + 999) / 1000) }
}

/// Where a request comes from, as far as throttles care.
///
/// An IPv6 customer has 2^64 addresses, so those count by their first half; an IPv4 address in IPv6
/// clothes is the IPv4 address.
struct ClientAddress: Hashable, Sendable {
  private let bytes: [UInt8]

  /// The address `text` spells; all texts that spell none are one address.
  init(_ text: String) {
    let address = Self.address(text)?.bytes ?? []
    bytes = address.count == 4 ? address : Array(address.prefix(8))
  }

  /// The address, without the name of the network card a link-local one may have (`fe80::1%eth0`).
  private static func address(_ text: String) -> HostAddress? {
    guard OutsideName.isPlain(text) else { return nil }
    return HostAddress(text.prefix { $0 != "%" })
  }

  /// Whether the text spelled an address.
  var isAddress: Bool { !bytes.isEmpty }

  /// The address a request came from, by way of proxies that are trusted.
  ///
  /// Each proxy writes whom it got the request from at the end of `X-Forwarded-For`. Read from the
  /// end, the first address that is no trusted proxy is the client; whatever stands before it,
  /// anybody may have written. Without trusted proxies the header is not looked at. Addresses are
  /// compared, not their spellings: a proxy may be seen as `::ffff:10.0.0.1`.
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
