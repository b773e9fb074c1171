import Glibc

/// How much of one asset a viewer watched, over all evenings.
struct AssetRatio: Equatable {
  /// Seconds watched ÷ running time in [0, 1]; the fact of watching without a running time.
  var ratio: Float
  /// What the asset counts for its title: the ratio, or what a stated preference makes of it.
  var rating: Float
  /// Whole passes beyond the first.
  var furtherPasses: Int
  /// Whether it is a numbered episode.
  var isEpisode: Bool
  /// Whether `ratio` is seconds ÷ running time, and the viewer stated no preference.
  var isMeasured: Bool

  /// The assets of one title's events (oldest first), by ascending asset identifier.
  static func all(of events: ArraySlice<WatchRecord>, by formula: ImplicitRating) -> [AssetRatio] {
    if events.count == 1 { return [AssetRatio(of: events, by: formula)] }
    let ordered = events.sorted {
      ($0.asset, $0.startSeconds) < ($1.asset, $1.startSeconds)
    }
    var assets: [AssetRatio] = []
    var start = 0
    while start < ordered.count {
      let asset = ordered[start].asset
      let end = ordered[start...].firstIndex { $0.asset != asset } ?? ordered.count
      assets.append(AssetRatio(of: ordered[start..<end], by: formula))
      start = end
    }
    return assets
  }

  /// One asset from its events, oldest first; there is at least one.
  init(of events: ArraySlice<WatchRecord>, by formula: ImplicitRating) {
    let last = events[events.endIndex - 1]
    let seconds = events.reduce(Int64(0)) { $0 + Int64(max(0, $1.watchedSeconds)) }
    isEpisode = last.episode != nil
    if let running = last.runningSeconds, running > 0 {
      let passes = Float(seconds) / Float(running)
      ratio = min(1, passes)
      let finished = min(passes + 1 - formula.finishedRatio, 1000).rounded(.towardZero)
      furtherPasses = max(0, (Int(exactly: finished) ?? 0) - 1)
      isMeasured = true
    } else {
      ratio = formula.factOfWatching
      furtherPasses = 0
      isMeasured = false
    }
    rating = ratio
    if let stated = events.last(where: { $0.statedPreference != nil })?.statedPreference {
      rating = pow(min(1, max(0, stated)), formula.statedEmphasis)
      isMeasured = false
    }
  }
}
