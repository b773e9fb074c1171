/// How long tokens and sessions last, in seconds.
public struct SessionPolicy: Equatable, Sendable {
  /// An access token's life.
  public var accessSeconds: Int64 = 30 * 60
  /// A refresh token's life.
  public var refreshSeconds: Int64 = 7 * 24 * 3600
  /// A session's life, however often it is refreshed.
  public var sessionSeconds: Int64 = 30 * 24 * 3600
  /// How long a replaced refresh token still gets its own successor: a lost answer, a rival.
  public var graceSeconds: Int64 = 10
  /// How long after its expiry an access token is still accepted.
  ///
  /// Clocks of several servers may differ by as much; one machine has one clock.
  public var leewaySeconds: Int64 = 0
  /// How far ahead of the clock a token may have been issued.
  public var toleratedSkewSeconds: Int64 = 60

  /// The product's lifetimes.
  public init() {}
}
