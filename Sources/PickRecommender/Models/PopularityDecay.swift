import Glibc

/// Forward decay: the contribution of an event to popularity.
///
/// An event at time t contributes rating × 2^((t − landmark) / half-life). The factor depends on
/// the event alone. Sums of contributions can be compared at any later instant, and stored cells
/// need no rescaling, because all of them would fade by the same factor.
///
/// Exponents are clamped to ±1,000 half-lives (19 years either side of the landmark at a half-life
/// of a week), so that a contribution is finite, and above 0 for a positive rating.
/// - Note: Cormode, Shkapenyuk, Srivastava, Xu, "Forward Decay", ICDE 2009, section IV.
public struct PopularityDecay: Equatable, Hashable, Sendable, Codable {
  /// The half-life in seconds, > 0.
  public let halfLifeSeconds: Double
  /// The instant, in seconds since 1970, at which the factor is 1.
  public let landmark: Int64

  private static let exponentLimit = 1000.0

  /// A decay with its half-life and landmark.
  public init(halfLifeSeconds: Double, landmark: Int64) {
    precondition(halfLifeSeconds > 0, "a half-life is positive")
    self.halfLifeSeconds = halfLifeSeconds
    self.landmark = landmark
  }

  /// The contribution of an event with this rating; `seconds` are since 1970.
  public func contribution(rating: Double, atSeconds seconds: Int64) -> Double {
    let exponent = (Double(seconds) - Double(landmark)) / halfLifeSeconds
    return rating * exp2(min(Self.exponentLimit, max(-Self.exponentLimit, exponent)))
  }
}
