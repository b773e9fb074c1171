import Glibc
import PickModel

/// How strongly a title calls to be continued: recent, thorough watching, decayed.
///
/// Title weight × next episode: the sum over the title's views of rating × 2^(−age / 7 days), times
/// 0.85 when the part offered is the one after the part watched last.
enum TitleWeight {
  /// Seconds in which a view counts half.
  static let halfLife = 7 * 86_400.0
  /// Seconds in which a view counts half as a sign of taste.
  static let likingHalfLife = 30 * 86_400.0
  /// What the step from the part watched last to the one after it multiplies with.
  static let step = 0.85

  /// The score of what a title would continue with; 0 when nothing is left of it.
  static func score(_ viewing: TitleViewing, at instant: Instant) -> Double {
    weight(viewing, at: instant, halfLife: halfLife) * factor(viewing.standing)
  }

  /// How much a title was liked of late, finished or not: slower to fade than the wish to go on.
  static func liking(_ viewing: TitleViewing, at instant: Instant) -> Double {
    weight(viewing, at: instant, halfLife: likingHalfLife)
  }

  private static func weight(
    _ viewing: TitleViewing, at instant: Instant, halfLife: Double
  ) -> Double {
    viewing.views.reduce(0) { sum, view in
      let age = max(0, instant.seconds(since: view.startedAt))
      return sum + view.ratio * exp2(-age / halfLife)
    }
  }

  private static func factor(_ standing: TitleViewing.Standing) -> Double {
    switch standing {
    case .unfinished: 1
    case .next: step
    case .finished: 0
    }
  }
}
