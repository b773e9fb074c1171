import PickModel
import PickRecommender

/// What one viewer did with one title: its standing, and how much it was liked.
struct TitleViewing: Equatable, Sendable {
  /// One view as evidence of interest, however short.
  struct View: Equatable, Sendable {
    let asset: Asset.ID
    let startedAt: Instant
    let watchedSeconds: Int
    /// The rating of the view in [0, 1]: watch ratio or stated preference.
    let ratio: Double
  }

  let title: Title.ID
  /// What is watched and what is next; decided in PickModel.
  let standing: TitleStanding
  /// Oldest first.
  let views: [View]

  /// All parts that make the title up, in watching order; extras are not among them.
  var parts: [Asset] { standing.parts.main }

  /// How far the viewer has come, of the assets that were watched, extras too.
  var progress: [Asset.ID: WatchProgress] { standing.progress }

  /// When the title was last watched: by a view that counts, where there is one.
  var lastWatchedAt: Instant {
    standing.lastWatchedAt ?? progress.values.map(\.lastWatchedAt).max()
      ?? Instant(millisecondsSince1970: 0)
  }

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

  /// What Space plays: the part to continue with, or the first one (again).
  var playable: Card.Playable? {
    switch standing.next {
    case .unfinished(let asset), .next(let asset): playable(asset)
    case .notBegun, .finished: parts.first.map(playable)
    }
  }

  /// One part and how far it was watched.
  func playable(_ asset: Asset) -> Card.Playable {
    Card.Playable(asset: asset.id, episode: asset.episode, progress: progress[asset.id])
  }

  /// `nil` when nothing comes of the events.
  init?(title: Title.ID, assets: [Asset], events: [WatchEvent], rule: WatchingRule = .standard) {
    let standing = TitleStanding(assets: assets, events: events, rule: rule)
    guard !standing.progress.isEmpty else { return nil }
    self.title = title
    self.standing = standing
    let running = Dictionary(
      assets.map { ($0.id, $0.runningSeconds) }, uniquingKeysWith: { first, _ in first })
    views = standing.evidence.map { View($0, runningSeconds: running[$0.asset] ?? nil) }
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
