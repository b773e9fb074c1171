import PickModel
import PickRecommender

/// What one viewer did with one title, and what would play next.
struct TitleViewing: Equatable, Sendable {
  /// One view that counts.
  struct View: Equatable, Sendable {
    let asset: Asset.ID
    let startedAt: Instant
    let watchedSeconds: Int
    /// The rating of the view in [0, 1]: watch ratio or stated preference.
    let ratio: Double
  }

  /// How the viewer stands to the title.
  enum Standing: Equatable, Sendable {
    /// Playback of the part watched last stopped in the middle.
    case unfinished(Asset)
    /// The part watched last is finished; this one follows it in watching order.
    case next(Asset)
    /// Nothing follows the part watched last.
    case finished
  }

  let title: Title.ID
  /// All parts, in watching order.
  let assets: [Asset]
  /// How far the viewer has come, of the parts that were watched.
  let progress: [Asset.ID: WatchProgress]
  /// Oldest first, never empty.
  let views: [View]
  let standing: Standing

  /// When the title was last watched.
  var lastWatchedAt: Instant { views.last?.startedAt ?? Instant(millisecondsSince1970: 0) }

  /// Whether there is nothing left to continue with.
  var isFinished: Bool { standing == .finished }

  /// Whether the part watched last stopped in the middle.
  var isUnfinished: Bool {
    if case .unfinished = standing { true } else { false }
  }

  /// Whether the viewer stayed: half of what was begun was watched, on average.
  var isLiked: Bool { views.map(\.ratio).reduce(0, +) >= 0.5 * Double(views.count) }

  /// What Space plays: the part to continue with, or the first one again.
  var playable: Card.Playable? {
    switch standing {
    case .unfinished(let asset), .next(let asset): playable(asset)
    case .finished: assets.first.map(playable)
    }
  }

  /// One part and how far it was watched.
  func playable(_ asset: Asset) -> Card.Playable {
    Card.Playable(asset: asset.id, episode: asset.episode, progress: progress[asset.id])
  }

  /// `nil` when none of the events counts as a view.
  init?(title: Title.ID, assets: [Asset], events: [WatchEvent]) {
    var merged: [Asset.ID: AssetProgress] = [:]
    let running = Dictionary(
      assets.map { ($0.id, $0.runningSeconds) }, uniquingKeysWith: { first, _ in first })
    var views: [View] = []
    for event in events where AssetProgress.counts(event) {
      let seconds = running[event.asset] ?? nil
      merged[event.asset, default: AssetProgress(runningSeconds: seconds)].add(event)
      views.append(View(event, runningSeconds: seconds))
    }
    guard let last = views.last else { return nil }
    self.title = title
    self.assets = assets
    self.views = views
    let progress = merged.compactMapValues(\.progress)
    self.progress = progress
    standing = Self.standing(last: last.asset, assets: assets, progress: progress)
  }

  private static func standing(
    last: Asset.ID, assets: [Asset], progress: [Asset.ID: WatchProgress]
  ) -> Standing {
    guard let place = assets.firstIndex(where: { $0.id == last }) else { return .finished }
    if progress[last]?.isFinished != true { return .unfinished(assets[place]) }
    // Extras follow nothing and nothing follows them; a film's other assets are no sequel.
    guard assets[place].episode != nil else { return .finished }
    let next = assets[(place + 1)...].first { asset in
      asset.episode != nil && progress[asset.id]?.isFinished != true
    }
    return next.map(Standing.next) ?? .finished
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
