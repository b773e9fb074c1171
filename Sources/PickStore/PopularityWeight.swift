import Glibc
import PickModel

/// The weight of one event in the stored popularity of its title: rating × 2^((t − landmark) / 7 days).
///
/// It is what the recommender's rating of a single event and its decay of popularity come to; a test
/// holds them together. The stores count for themselves so that they do not link the recommender.
enum PopularityWeight {
  /// The half-life in seconds.
  ///
  /// Stored sums can be compared only under one half-life and landmark; a change needs a recount.
  static let halfLifeSeconds: Double = 7 * 86_400
  /// The instant at which the factor is 1: 2026-01-01T00:00:00Z, in seconds since 1970.
  static let landmark: Int64 = 1_767_225_600
  /// The rating of an event of an asset whose running time is not known.
  private static let factOfWatching = 0.5
  /// Half-lives either side of the landmark, so that a weight is finite, and above 0 for a rating
  /// above 0.
  private static let exponentLimit = 1000.0

  /// The weight of an event; one whole viewing at most.
  static func weight(of event: WatchEvent, runningSeconds: Int?) -> Double {
    let exponent =
      (Double(event.startedAt.secondsSince1970) - Double(landmark)) / halfLifeSeconds
    return min(1, rating(of: event, runningSeconds: runningSeconds))
      * exp2(min(exponentLimit, max(-exponentLimit, exponent)))
  }

  /// The stated preference, else the share of the asset that was watched, in [0, 1].
  private static func rating(of event: WatchEvent, runningSeconds: Int?) -> Double {
    if let statedPreference = event.statedPreference { return statedPreference }
    guard let runningSeconds, runningSeconds > 0 else { return factOfWatching }
    return min(1, max(0, Double(event.watchedSeconds) / Double(runningSeconds)))
  }
}
