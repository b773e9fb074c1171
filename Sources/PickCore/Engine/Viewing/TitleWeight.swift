import PickModel
import PickRecommender

/// How strongly a title calls to be continued, and how much it was liked of late.
///
/// Both are the title weight of `NextEpisode`, the one owner of the formula, over two half-lives.
enum TitleWeight {
  /// For going on: a week.
  static let going = NextEpisode()
  /// For taste, which is slower to fade than the wish to go on: 30 days.
  static let taste = NextEpisode(halfLifeSeconds: 30 * 86_400)

  /// Title weight × nearness of the part that would play; 0 when nothing is left of the title.
  static func score(_ viewing: TitleViewing, at instant: Instant) -> Double {
    weight(viewing, going, at: instant) * nearness(viewing)
  }

  /// How much a title was liked of late, finished or not.
  static func liking(_ viewing: TitleViewing, at instant: Instant) -> Double {
    weight(viewing, taste, at: instant)
  }

  private static func weight(
    _ viewing: TitleViewing, _ formula: NextEpisode, at instant: Instant
  ) -> Double {
    let views = viewing.views.lazy.map {
      NextEpisode.View(
        episode: nil, ratio: Float($0.ratio), atSeconds: $0.startedAt.secondsSince1970)
    }
    return formula.titleWeight(views, nowSeconds: instant.secondsSince1970)
  }

  /// 1 for the part watched last itself, 0.85 for each place after it.
  private static func nearness(_ viewing: TitleViewing) -> Double {
    switch viewing.standing.next {
    case .unfinished: 1
    case .notBegun, .finished: 0
    case .next(let next): going.nearness(of: viewing.distance(to: next), after: 0)
    }
  }
}

extension TitleViewing {
  /// How many parts after the one watched last a part comes.
  fileprivate func distance(to asset: Asset) -> Int32 {
    let last = standing.last.flatMap { last in parts.firstIndex { $0.id == last.id } } ?? 0
    let place = parts.firstIndex { $0.id == asset.id } ?? 0
    return Int32(clamping: place - last)
  }
}
