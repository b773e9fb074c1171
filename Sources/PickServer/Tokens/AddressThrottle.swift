import PickModel
import Synchronization

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
