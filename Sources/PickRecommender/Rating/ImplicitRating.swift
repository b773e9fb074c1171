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
