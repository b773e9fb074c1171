import Glibc

/// The one owner of the rating formula: what a viewer did with a title becomes a number.
///
/// An asset's ratio is the sum of all seconds watched of it ÷ its running time, clamped to [0, 1]:
/// parts watched on different evenings add up. Without a running time it is `factOfWatching`. The
/// last stated preference p of an asset replaces its ratio by p^`statedEmphasis`. A title's rating
/// is the mean over the assets that were begun, and
///
///     weight = max(0, rating^emphasis + Σ coefficient × feature)
///
/// where a preference that was stated is a rating without emphasis: its size is what was said.
/// The training run and a live profile call the same functions, so a model is asked in the terms
/// it was fitted in.
public struct ImplicitRating: Codable, Equatable, Sendable {
  /// What an asset without a running time counts, in [0, 1]: it was chosen, how long is unknown.
  public var factOfWatching: Float = 0.5
  /// The power a stated preference is raised to: stars crowd the upper half of their scale, and
  /// a cube tells a favourite from the rest (docs/decisions/pruned-ease.md has the figures).
  public var statedEmphasis: Float = 3
  /// What the size of a title's watch ratio counts for its weight.
  ///
  /// On a real month, where half of all views last seconds, `none` ranks new titles best: that
  /// somebody chose a title says more than how long they stayed (docs/decisions/real-logs.md).
  public var emphasis = Emphasis.none
  /// From this ratio on an asset is finished: what is left are the credits.
  public var finishedRatio: Float = 0.9
  /// Below this ratio a title counts as given up.
  public var abandonedRatio: Float = 0.2
  /// Seconds without a further watch after which a title counts as given up.
  public var abandonedAfterSeconds: Int64 = 86_400
  /// Seconds from the start of an episode within which the start of the next one is a binge.
  public var bingeSeconds: Int64 = 6 * 3600
  /// Seconds in which recency halves.
  public var recencyHalfLifeSeconds: Double = 30 * 86_400
  /// How much each feature counts; by default tuned for titles that were not watched yet.
  ///
  /// docs/recommender.md has the ablation, docs/decisions/rating-weights.md the reasons.
  public var coefficients = BehaviourFeatures(abandonment: -0.2, recency: 0.25, interest: 0.1)

  /// The formula with its default constants.
  public init() {}

  /// The formula tuned for what is watched next, where titles may be continued.
  ///
  /// Who goes from episode to episode goes on; of titles not watched yet that says nothing.
  public static var continuing: ImplicitRating {
    var formula = ImplicitRating()
    formula.emphasis = .full
    formula.coefficients = BehaviourFeatures(sequence: 0.1, abandonment: -0.2)
    return formula
  }

  /// Rates every title of one viewer, by ascending title identifier.
  ///
  /// - Parameters:
  ///   - records: the viewer's watch events, in any order.
  ///   - details: detail pages the viewer opened.
  ///   - asOfSeconds: the instant the features are taken at, in seconds since 1970.
  /// - Returns: one rating a title, those of weight 0 included.
  /// - Complexity: O(n log n) in the number of events.
  public func ratings(
    of records: [WatchRecord], details: [DetailRecord] = [], asOfSeconds: Int64
  ) -> [TitleRating] {
    let ordered = records.sorted {
      ($0.title, $0.startSeconds, $0.asset) < ($1.title, $1.startSeconds, $1.asset)
    }
    let habits = ViewerHabits(ordered)
    var ratings: [TitleRating] = []
    var start = 0
    while start < ordered.count {
      let title = ordered[start].title
      let end = ordered[start...].firstIndex { $0.title != title } ?? ordered.count
      ratings.append(rate(ordered[start..<end], habits, asOfSeconds: asOfSeconds))
      start = end
    }
    guard !details.isEmpty else { return ratings }
    return ratings.merging(interests(details, watched: ratings))
  }

  /// Rates one title from its events, oldest first; there is at least one.
  private func rate(
    _ events: ArraySlice<WatchRecord>, _ habits: ViewerHabits, asOfSeconds: Int64
  ) -> TitleRating {
    let first = events[events.startIndex]
    let last = events[events.endIndex - 1]
    let assets = AssetRatio.all(of: events, by: self)
    let rating = assets.reduce(0) { $0 + $1.rating } / Float(assets.count)
    let age = Double(max(0, asOfSeconds.minus(last.startSeconds)))
    var features = BehaviourFeatures()
    // A preference that was stated is not made louder by being new.
    let isStated = events.contains { $0.statedPreference != nil }
    if !isStated {
      features.recency = Float(exp2(-age / recencyHalfLifeSeconds))
    }
    features.rewatch = 1 - exp2(-Float(assets.reduce(0) { $0 + $1.furtherPasses }))
    features.completion = completion(assets, episodeCount: first.episodeCount)
    (features.sequence, features.binge) = steps(events)
    (features.hourFit, features.genreInterest) = habits.fit(of: events)
    if age >= Double(abandonedAfterSeconds) { features.abandonment = abandonment(assets) }
    return TitleRating(
      title: first.title, rating: rating, features: features,
      weight: weight(rating: rating, features, isStated: isStated),
      lastSeconds: last.startSeconds)
  }

  /// What a title weighs by its rating and its features: what `ratings` gives it.
  ///
  /// - Parameters:
  ///   - rating: in [0, 1].
  ///   - features: what else the behaviour shows.
  ///   - isStated: whether the viewer stated the rating.
  /// - Returns: a finite weight >= 0.
  public func weight(
    rating: Float, _ features: BehaviourFeatures, isStated: Bool = false
  ) -> Float {
    max(0, (isStated ? rating : emphasis(rating)) + features.weighted(by: coefficients))
  }

  private func completion(_ assets: [AssetRatio], episodeCount: Int32?) -> Float {
    guard let episodeCount, episodeCount > 0 else { return 0 }
    let finished = assets.count { $0.isEpisode && $0.ratio >= finishedRatio }
    return min(1, Float(finished) / Float(episodeCount))
  }

  private func abandonment(_ assets: [AssetRatio]) -> Float {
    guard !assets.contains(where: { !$0.isMeasured }),
      let best = assets.map(\.ratio).max(), best < abandonedRatio
    else { return 0 }
    return 1 - best / abandonedRatio
  }

  private func steps(_ events: ArraySlice<WatchRecord>) -> (sequence: Float, binge: Float) {
    var (steps, next, run, longestRun) = (0, 0, 0, 0)
    var previous: WatchRecord?
    for event in events {
      guard let episode = event.episode else { continue }
      if let before = previous, let beforeEpisode = before.episode, beforeEpisode != episode {
        steps += 1
        let isNext = episode.minus(1) == beforeEpisode
        if isNext { next += 1 }
        let isQuick = event.startSeconds.minus(before.startSeconds) <= bingeSeconds
        run = isNext && isQuick ? run + 1 : 0
        longestRun = max(longestRun, run)
      }
      previous = event
    }
    return (steps == 0 ? 0 : Float(next) / Float(steps), 1 - exp2(-Float(longestRun)))
  }

  private func interests(_ details: [DetailRecord], watched: [TitleRating]) -> [TitleRating] {
    var byTitle: [Int64: (count: Int, last: Int64)] = [:]
    for detail in details {
      let before = byTitle[detail.title] ?? (0, .min)
      byTitle[detail.title] = (before.count + 1, max(before.last, detail.atSeconds))
    }
    for rating in watched { byTitle[rating.title] = nil }
    return byTitle.sorted { $0.key < $1.key }.map { title, seen in
      let features = BehaviourFeatures(interest: 1 - exp2(-Float(seen.count)))
      return TitleRating(
        title: title, rating: 0, features: features, weight: weight(rating: 0, features),
        lastSeconds: seen.last)
    }
  }
}

extension [TitleRating] {
  /// Two lists by ascending title made one; no title is in both.
  fileprivate func merging(_ others: [TitleRating]) -> [TitleRating] {
    (self + others).sorted { $0.title < $1.title }
  }
}

extension ImplicitRating {
  /// Rates one event by itself, as popularity counts it: no feature, and no other event, is known.
  ///
  /// - Parameters:
  ///   - watchedSeconds: seconds watched, >= 0.
  ///   - runningSeconds: the asset's running time, when known.
  ///   - statedPreference: a preference in [0, 1], when one was stated; it counts as it is.
  /// - Returns: a rating in [0, 1].
  public func rating(
    watchedSeconds: Int, runningSeconds: Int?, statedPreference: Double?
  ) -> Double {
    if let statedPreference { return statedPreference }
    guard let runningSeconds, runningSeconds > 0 else { return Double(factOfWatching) }
    return min(1, max(0, Double(watchedSeconds) / Double(runningSeconds)))
  }
}

/// What one viewer did with one asset, as a number.
public struct AssetRating: Equatable, Sendable {
  /// The asset's identifier.
  public let asset: Int64
  /// Its watch ratio in [0, 1], or what a stated preference makes of it.
  public let weight: Float
  /// When it was last begun, in seconds since 1970.
  public let lastSeconds: Int64
}

extension ImplicitRating {
  /// Rates every asset of one viewer, by ascending asset identifier.
  ///
  /// - Parameter records: the viewer's watch events, in any order.
  /// - Returns: one rating an asset, those of weight 0 included.
  /// - Complexity: O(n log n) in the number of events.
  public func assetRatings(of records: [WatchRecord]) -> [AssetRating] {
    let ordered = records.sorted { ($0.asset, $0.startSeconds) < ($1.asset, $1.startSeconds) }
    var ratings: [AssetRating] = []
    var start = 0
    while start < ordered.count {
      let asset = ordered[start].asset
      let end = ordered[start...].firstIndex { $0.asset != asset } ?? ordered.count
      ratings.append(
        AssetRating(
          asset: asset, weight: AssetRatio(of: ordered[start..<end], by: self).rating,
          lastSeconds: ordered[end - 1].startSeconds))
      start = end
    }
    return ratings
  }
}

/// How much of one asset a viewer watched, over all evenings.
private struct AssetRatio: Equatable {
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

/// When a viewer watches and what kinds of titles, over everything they watched.
///
/// A title is compared with the *other* titles of the viewer: nothing vouches for itself.
private struct ViewerHabits {
  /// Hours either side that count as the same time of day.
  private static let hourReach = 2

  private var secondsByHour = [Int64](repeating: 0, count: 24)
  private var secondsByGenre: [String: Int64] = [:]
  private var timedSeconds: Int64 = 0
  private var seconds: Int64 = 0

  /// Sums up what was watched.
  init(_ records: some Sequence<WatchRecord>) {
    for record in records { count(record) }
  }

  /// How one title fits the habits the viewer's other titles show.
  ///
  /// - Parameter events: all of the title's events, which are among those summed up.
  /// - Returns: of the seconds spent on other titles, the share at about the hours this one was
  ///   watched (the mean over its events), and the share in its best-liked genre. Both in [0, 1],
  ///   and 0 when no other title was watched.
  func fit(of events: ArraySlice<WatchRecord>) -> (hour: Float, genre: Float) {
    let own = ViewerHabits(events)
    return (hourFit(of: events, own), genreInterest(in: events, own))
  }

  private func hourFit(of events: ArraySlice<WatchRecord>, _ own: ViewerHabits) -> Float {
    let others = timedSeconds - own.timedSeconds
    let hours = events.compactMap(\.hour)
    guard others > 0, !hours.isEmpty else { return 0 }
    var near: Int64 = 0
    for hour in hours {
      for shift in -Self.hourReach...Self.hourReach {
        let other = (Int(hour) + shift + 24) % 24
        near += secondsByHour[other] - own.secondsByHour[other]
      }
    }
    return Float(Double(near) / Double(others) / Double(hours.count))
  }

  private func genreInterest(in events: ArraySlice<WatchRecord>, _ own: ViewerHabits) -> Float {
    let others = seconds - own.seconds
    guard others > 0, let genres = events.first?.genres else { return 0 }
    let best = genres.map { (secondsByGenre[$0] ?? 0) - (own.secondsByGenre[$0] ?? 0) }.max() ?? 0
    return Float(Double(best) / Double(others))
  }

  private mutating func count(_ record: WatchRecord) {
    let watched = Int64(max(0, record.watchedSeconds))
    seconds += watched
    for genre in record.genres { secondsByGenre[genre, default: 0] += watched }
    guard let hour = record.hour else { return }
    secondsByHour[Int(hour)] += watched
    timedSeconds += watched
  }
}
