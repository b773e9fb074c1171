public import PickModel

/// What seems wrong with a machine's clock, as far as a token pair can tell.
///
/// Only a hint for a message: no decision is ever taken on it.
public enum ClockDoubt: Equatable, Sendable {
  /// The pair was issued this many seconds after now.
  case behind(seconds: Int64)
  /// The pair's refresh token expired this many seconds ago: a long absence, or a wrong clock.
  case ahead(seconds: Int64)

  /// Differences up to here are what clocks do.
  static let toleratedSecondsBehind: Int64 = 300
  /// An absence up to here needs no explanation.
  static let toleratedSecondsAhead: Int64 = 90 * 24 * 3600

  /// `nil` when the clock is plausible.
  public init?(now: Instant, pair: TokenPair) {
    let behind = pair.issuedAt.milliseconds(since: now) / 1000
    let ahead = now.milliseconds(since: pair.refreshExpiresAt) / 1000
    if behind > Self.toleratedSecondsBehind {
      self = .behind(seconds: behind)
    } else if ahead > Self.toleratedSecondsAhead {
      self = .ahead(seconds: ahead)
    } else {
      return nil
    }
  }
}
