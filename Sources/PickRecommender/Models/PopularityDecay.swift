import Glibc

/// How much an event counts towards popularity, by forward decay.
///
/// An event at time t contributes rating × 2^((t − landmark) / half-life). The factor depends on
/// the event alone, so sums of contributions compare rightly at any later instant and a stored cell
/// never needs rescaling: all of them would fade by the same factor.
///
/// Exponents are clamped to ±1,000 half-lives (19 years either side of the landmark at a half-life
/// of a week), so that a contribution is finite and a positive rating never counts nothing.
/// - Note: Cormode, Shkapenyuk, Srivastava, Xu, "Forward Decay", ICDE 2009, section IV.
public struct PopularityDecay: Equatable, Hashable, Sendable, Codable {
  /// Seconds in which an event's weight halves beside a newer one, > 0.
  public let halfLifeSeconds: Double
  /// The instant, in seconds since 1970, at which the factor is 1.
  public let landmark: Int64

  /// What popularity cells are kept in: a half-life of a week from 2026-01-01T00:00:00Z.
  ///
  /// Stored sums are only comparable under one decay; changing it means counting them up again.
  public static let standard = PopularityDecay(
    halfLifeSeconds: 7 * 86_400, landmark: 1_767_225_600)

  private static let exponentLimit = 1000.0

  /// A decay with its half-life and landmark.
  public init(halfLifeSeconds: Double, landmark: Int64) {
    precondition(halfLifeSeconds > 0, "a half-life is positive")
    self.halfLifeSeconds = halfLifeSeconds
    self.landmark = landmark
  }

  /// What an event with this rating adds to its cells; `seconds` are since 1970.
  public func contribution(rating: Double, atSeconds seconds: Int64) -> Double {
    let exponent = (Double(seconds) - Double(landmark)) / halfLifeSeconds
    return rating * exp2(min(Self.exponentLimit, max(-Self.exponentLimit, exponent)))
  }
}
