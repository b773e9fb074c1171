public import PickModel

/// What a signed-in device holds: the account, and the two tokens that prove it.
public struct TokenPair: Equatable, Sendable {
  /// The account that signed in.
  public let account: Account
  /// The session both tokens belong to.
  public let session: SessionID
  /// Sent with each request.
  public let access: String
  /// Exchanged for a new pair, once.
  public let refresh: String
  /// When the pair was made, by this machine's clock, also where a server made it.
  ///
  /// Lifetimes are then counted on one clock, even where that clock is wrong.
  public let issuedAt: Instant
  /// When the access token expires.
  public let accessExpiresAt: Instant
  /// When the refresh token expires.
  public let refreshExpiresAt: Instant

  /// A pair of these parts.
  public init(
    account: Account, session: SessionID, access: String, refresh: String, issuedAt: Instant,
    accessExpiresAt: Instant, refreshExpiresAt: Instant
  ) {
    self.account = account
    self.session = session
    self.access = access
    self.refresh = refresh
    self.issuedAt = issuedAt
    self.accessExpiresAt = accessExpiresAt
    self.refreshExpiresAt = refreshExpiresAt
  }

  /// From when on the pair should be renewed: after four fifths of its access token's life.
  var renewsAt: Instant {
    let life = accessExpiresAt.milliseconds(since: issuedAt)
    return issuedAt.advanced(byMilliseconds: life / 5 * 4)
  }

  /// Whether the refresh token may still be good, as far as this machine's clock can tell.
  ///
  /// `false` for a pair that was issued after `now`: the clock was set back, so the time that has
  /// passed is unknown.
  func mayLive(at now: Instant) -> Bool {
    issuedAt.advanced(bySeconds: -ClockDoubt.toleratedSecondsBehind) <= now
      && now < refreshExpiresAt
  }
}

extension TokenPair: CustomStringConvertible, CustomReflectable {
  /// The viewer, without the tokens.
  public var description: String { "TokenPair(viewer \(account.viewer), redacted)" }
  /// An empty mirror, so that a dump shows no token.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// What seems wrong with a machine's clock, as far as a token pair can tell.
///
/// It serves a message only; no decision depends on it.
public enum ClockDoubt: Equatable, Sendable {
  /// The pair was issued this many seconds after now.
  case behind(seconds: Int64)
  /// The pair's refresh token expired this many seconds ago: a long absence, or a wrong clock.
  case ahead(seconds: Int64)

  /// How far a clock may be behind without being doubted.
  fileprivate static let toleratedSecondsBehind: Int64 = 300
  /// How long a device may have been unused without its clock being doubted: 90 days.
  private static let toleratedSecondsAhead: Int64 = 90 * 24 * 3600

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
