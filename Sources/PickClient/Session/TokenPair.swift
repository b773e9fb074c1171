public import PickCore
public import PickModel

/// What a signed-in device holds: who, and the two tokens that prove it.
public struct TokenPair: Equatable, Sendable {
  /// Who signed in.
  public let account: Account
  /// The session both tokens belong to.
  public let session: SessionID
  /// Sent with each request.
  public let access: String
  /// Exchanged for a new pair, once.
  public let refresh: String
  /// When the pair was made, by this machine's clock.
  ///
  /// Also when a server made it: a clock that is wrong then at least agrees with itself.
  public let issuedAt: Instant
  /// When the access token expires.
  public let accessExpiresAt: Instant
  /// When the refresh token expires.
  public let refreshExpiresAt: Instant

  /// A pair that is already known.
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

  /// From when on the pair should be renewed: four fifths of its access token's life.
  public var renewsAt: Instant {
    let life = accessExpiresAt.milliseconds(since: issuedAt)
    return issuedAt.advanced(byMilliseconds: life / 5 * 4)
  }

  /// Whether the refresh token may still be good, as far as this machine's clock can tell.
  ///
  /// A pair from the future is not: the clock was set back, and nobody knows how much has passed.
  public func mayLive(at now: Instant) -> Bool {
    issuedAt.advanced(bySeconds: -ClockDoubt.toleratedSecondsBehind) <= now
      && now < refreshExpiresAt
  }

  /// A pair the authority has just handed out to the account of that number.
  public init(_ issued: IssuedTokens, number: String, issuedAt: Instant) {
    self.init(
      account: Account(
        id: issued.grant.account, number: number, viewer: issued.grant.viewer),
      session: issued.grant.session, access: issued.access, refresh: issued.refresh,
      issuedAt: issuedAt, accessExpiresAt: issued.grant.expiresAt,
      refreshExpiresAt: issued.refreshExpiresAt)
  }
}

extension TokenPair: CustomStringConvertible, CustomReflectable {
  /// Whose pair, without the tokens.
  public var description: String { "TokenPair(viewer \(account.viewer), redacted)" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
