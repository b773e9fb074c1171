import PickModel
import PickRecommender

/// One viewer's views of one title, with its standing and how much it was liked.
///
/// A reference, as shelves sort and pass on hundreds of them.
final class TitleViewing: Equatable, Sendable {
  /// One view as evidence of interest, however short.
  struct View: Equatable, Sendable {
    let asset: Asset.ID
    let startedAt: Instant
    let watchedSeconds: Int
    /// The rating of the view in [0, 1]: watch ratio or stated preference.
    let ratio: Double
  }

  let title: Title.ID
  /// The watched and the next part; decided in PickModel.
  let standing: TitleStanding
  /// Oldest first.
  let views: [View]

  /// All parts that make the title up, in watching order; extras are not among them.
  var parts: [Asset] { standing.parts.main }

  /// The progress in each asset that was watched, extras included.
  var progress: [Asset.ID: WatchProgress] { standing.progress }

  /// When the title was last watched: by a view that counts, where there is one.
  let lastWatchedAt: Instant
  /// When a part was last played, for however short.
  let lastPlayedAt: Instant

  /// Whether more than extras and moments was watched.
  var isBegun: Bool { standing.isBegun }

  /// Whether there is nothing left to continue with.
  var isFinished: Bool { standing.next == .finished }

  /// Whether the part watched last stopped in the middle.
  var isUnfinished: Bool {
    if case .unfinished = standing.next { true } else { false }
  }

  /// Whether the viewer stayed: half of what was begun was watched, on average.
  var isLiked: Bool {
    !views.isEmpty && views.map(\.ratio).reduce(0, +) >= 0.5 * Double(views.count)
  }

  /// The part that Space plays: the one to continue with, or the first one (again).
  var playable: Card.Playable? {
    switch standing.next {
    case .unfinished(let asset), .next(let asset): playable(asset)
    case .notBegun, .finished: parts.first.map(playable)
    }
  }

  /// One part, how far it was watched and how long it is: all that playing it needs.
  func playable(_ asset: Asset) -> Card.Playable {
    Card.Playable(
      asset: asset.id, episode: asset.episode, progress: progress[asset.id],
      runningSeconds: asset.runningSeconds)
  }

  /// `nil` when nothing comes of the events.
  init?(
    title: Title.ID, parts: TitleParts, events: [WatchEvent], rule: WatchingRule = .standard
  ) {
    let standing = TitleStanding(parts: parts, events: events, rule: rule)
    guard !standing.progress.isEmpty else { return nil }
    self.title = title
    self.standing = standing
    views = standing.evidence.map { event in
      View(event, runningSeconds: parts.index(of: event.asset).flatMap(parts.runningSeconds(at:)))
    }
    lastWatchedAt =
      standing.lastWatchedAt ?? standing.progress.values.map(\.lastWatchedAt).max()
      ?? Instant(millisecondsSince1970: 0)
    lastPlayedAt =
      standing.progress.filter { parts.place(of: $0.key) != nil }.values.map(\.lastWatchedAt).max()
      ?? lastWatchedAt
  }

  static func == (left: TitleViewing, right: TitleViewing) -> Bool {
    left === right
      || left.title == right.title && left.standing == right.standing && left.views == right.views
  }
}

extension TitleViewing.View {
  init(_ event: WatchEvent, runningSeconds: Int?) {
    asset = event.asset
    startedAt = event.startedAt
    watchedSeconds = event.watchedSeconds
    ratio = ImplicitRating().rating(
      watchedSeconds: event.watchedSeconds, runningSeconds: runningSeconds,
      statedPreference: event.statedPreference)
  }
}

/// The weight of a title for continuing it, and how much it was liked lately.
///
/// Both are the title weight of `NextEpisode`, the one owner of the formula, over two half-lives.
enum TitleWeight {
  /// For continuing: a week.
  static let going = NextEpisode()
  /// For taste, which fades slower: 30 days.
  static let taste = NextEpisode(halfLifeSeconds: 30 * 86_400)

  /// Title weight × nearness of the part that would play; 0 when nothing is left of the title.
  static func score(_ viewing: TitleViewing, at instant: Instant) -> Double {
    weight(viewing, going, at: instant) * nearness(viewing)
  }

  /// How much a title was liked lately, finished or not.
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
  /// The distance from the part watched last to `asset`, in parts.
  fileprivate func distance(to asset: Asset) -> Int32 {
    let last = standing.last.flatMap { standing.parts.place(of: $0.id) } ?? 0
    let place = standing.parts.place(of: asset.id) ?? 0
    return Int32(clamping: place - last)
  }
}
