import Glibc

/// The rating formula, which turns the watching of a title into a weight.
///
/// An asset's ratio is the sum of all seconds watched of it ÷ its running time, clamped to [0, 1]:
/// parts watched at different times add up. Without a running time it is `factOfWatching`. The last
/// stated preference p of an asset replaces its ratio by p^`statedEmphasis`. A title's rating is
/// the mean over the assets that were begun, and
///
///     weight = max(0, rating^emphasis + Σ coefficient × feature)
///
/// where a stated preference is used as it is, without emphasis. Training and live profiles use the
/// same functions, so that a model gets requests of the kind it was fitted to.
public struct ImplicitRating: Codable, Equatable, Sendable {
  /// The ratio of an asset without a running time, in [0, 1].
  public var factOfWatching: Float = 0.5
  /// The power a stated preference is raised to.
  ///
  /// Most stars are in the upper half of their scale, and a cube separates favourites from the rest
  /// (docs/decisions/pruned-ease.md has the figures).
  public var statedEmphasis: Float = 3
  /// The emphasis of a title's watch ratio.
  ///
  /// On a real month of logs, in which half of all views last seconds, `none` ranks new titles best
  /// (docs/decisions/real-logs.md).
  public var emphasis = Emphasis.none
  /// The least ratio of a finished asset, of which only the credits are left.
  public var finishedRatio: Float = 0.9
  /// The ratio below which a title counts as given up.
  public var abandonedRatio: Float = 0.2
  /// The seconds without a further watch after which a title counts as given up.
  public var abandonedAfterSeconds: Int64 = 86_400
  /// The greatest seconds between the starts of two consecutive episodes of a binge.
  public var bingeSeconds: Int64 = 6 * 3600
  /// The half-life of recency in seconds.
  public var recencyHalfLifeSeconds: Double = 30 * 86_400
  /// The coefficients of the features; the defaults are tuned for unseen titles.
  ///
  /// docs/recommender.md has the ablation, docs/decisions/rating-weights.md the reasons.
  public var coefficients = BehaviourFeatures(abandonment: -0.2, recency: 0.25, interest: 0.1)

  /// The formula with its default constants.
  public init() {}

  /// The formula tuned for the next watch, where titles may be continued.
  ///
  /// The sequence feature predicts continuation, but not unseen titles.
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
  ///   - details: the detail pages the viewer opened.
  ///   - asOfSeconds: the instant of the features, in seconds since 1970.
  /// - Returns: one rating for each title, those of weight 0 included.
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
    // Recency does not change the weight of a stated preference.
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

  /// The weight of a title by its rating and features, as in `ratings`.
  ///
  /// - Parameters:
  ///   - rating: the rating, in [0, 1].
  ///   - features: the features of the behaviour.
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
  /// The merge of two lists by ascending title without common titles.
  fileprivate func merging(_ others: [TitleRating]) -> [TitleRating] {
    (self + others).sorted { $0.title < $1.title }
  }
}

extension ImplicitRating {
  /// Rates one event by itself, without features, as for popularity.
  ///
  /// - Parameters:
  ///   - watchedSeconds: seconds watched, >= 0.
  ///   - runningSeconds: the asset's running time, when known.
  ///   - statedPreference: a stated preference in [0, 1], which is returned as it is; `nil` where
  ///     there is none.
  /// - Returns: a rating in [0, 1].
  public func rating(
    watchedSeconds: Int, runningSeconds: Int?, statedPreference: Double?
  ) -> Double {
    if let statedPreference { return statedPreference }
    guard let runningSeconds, runningSeconds > 0 else { return Double(factOfWatching) }
    return min(1, max(0, Double(watchedSeconds) / Double(runningSeconds)))
  }
}

/// The rating of an asset by a viewer's watching.
public struct AssetRating: Equatable, Sendable {
  /// The asset's identifier.
  public let asset: Int64
  /// The weight: the watch ratio in [0, 1], or the stated preference raised to `statedEmphasis`.
  public let weight: Float
  /// The start of the last watch, in seconds since 1970.
  public let lastSeconds: Int64
}

extension ImplicitRating {
  /// Rates every asset of one viewer, by ascending asset identifier.
  ///
  /// - Parameter records: the viewer's watch events, in any order.
  /// - Returns: one rating for each asset, those of weight 0 included.
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

/// The share of an asset that a viewer watched in all.
private struct AssetRatio: Equatable {
  /// Seconds watched ÷ running time, in [0, 1]; `factOfWatching` without a running time.
  var ratio: Float
  /// The rating of the asset: the ratio, or the stated preference raised to `statedEmphasis`.
  var rating: Float
  /// The number of whole passes after the first.
  var furtherPasses: Int
  /// Whether the asset is a numbered episode.
  var isEpisode: Bool
  /// Whether the running time is known and no preference was stated.
  var isMeasured: Bool

  /// The assets of a title's events (oldest first), by ascending asset identifier.
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

  /// An asset by its events, oldest first; there is at least one.
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

/// The distribution of a viewer's watching over hours and genres.
///
/// A title is compared with the other titles of the viewer, without itself.
private struct ViewerHabits {
  /// The number of hours before and after that count as the same time of day.
  private static let hourReach = 2

  private var secondsByHour = [Int64](repeating: 0, count: 24)
  private var secondsByGenre: [String: Int64] = [:]
  private var timedSeconds: Int64 = 0
  private var seconds: Int64 = 0

  /// The habits of some watch events.
  init(_ records: some Sequence<WatchRecord>) {
    for record in records { count(record) }
  }

  /// The fit of a title to the habits of the viewer's other titles.
  ///
  /// - Parameter events: all events of the title, which are among those of the habits.
  /// - Returns: the share of the seconds of other titles near the hours of this one (the mean over
  ///   its events), and the share in its most watched genre. Both are in [0, 1], and 0 without
  ///   other titles.
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
