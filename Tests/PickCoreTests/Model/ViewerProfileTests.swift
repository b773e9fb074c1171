import PickModel
import PickRecommender
import PickTestSupport
import Testing

@testable import PickCore

@Suite struct ViewerProfileTests {
  private let now = TrainingWorld.now
  /// What an asset watched to its end just now weighs: its ratio, and that it is recent.
  private let justWatched = 1 + ImplicitRating().coefficients.recency

  private func weights(_ profile: ViewerProfile) -> [Int64: Float] {
    Dictionary(uniqueKeysWithValues: profile.entries.map { ($0.title.rawValue, $0.weight) })
  }

  @Test("a profile weighs as training does")
  func asTraining() {
    let watch = TrainingWorld.watch(103, by: 1, at: now, seconds: 1500)
    let profile = ViewerProfile(events: [watch], assets: TrainingWorld.assets, now: now)
    let record = WatchRecord(
      title: 3, asset: 103, startSeconds: now.secondsSince1970, watchedSeconds: 1500,
      runningSeconds: 3000)
    let rating = ImplicitRating().ratings(of: [record], asOfSeconds: now.secondsSince1970)[0]
    #expect(weights(profile) == [3: rating.weight])
    #expect(profile.entries.first?.lastWatchedAt == now)
  }

  @Test("episodes are numbered over all seasons, so the next season goes on with the series")
  func seasons() {
    let assets = [
      (1, EpisodeNumber(season: 1, number: 1)), (2, EpisodeNumber(season: 2, number: 1)),
    ].map { TrainingWorld.asset($0.0, of: 0, episode: $0.1) }
    let profile = ViewerProfile(
      events: [
        TrainingWorld.watch(1, by: 1, at: now),
        TrainingWorld.watch(2, by: 1, at: now.advanced(bySeconds: 3600)),
      ], assets: assets, now: now, formula: .continuing)
    // Rating 1 and sequence 1, times .1: the second season's first is the very next episode.
    #expect(abs((weights(profile)[0] ?? 0) - 1.1) < 1e-6)
  }

  @Test("thumbs add to what was watched, or speak alone")
  func thumbs() {
    let watch = TrainingWorld.watch(103, by: 1, at: now)
    let profile = ViewerProfile(
      events: [watch], assets: TrainingWorld.assets,
      thumbs: [Title.ID(3): .up, Title.ID(5): .down], now: now)
    #expect(weights(profile) == [3: justWatched + 1, 5: -1])
    #expect(profile.entries.map(\.title) == [Title.ID(3), Title.ID(5)])
    #expect(profile.entries.last?.lastWatchedAt == nil)
  }

  @Test("what was watched before a title was forgotten does not count; after it, it does")
  func forgotten() {
    let early = TrainingWorld.watch(103, by: 1, at: now.advanced(bySeconds: -100))
    let profile = { (watch: WatchEvent) in
      ViewerProfile(
        events: [watch], assets: TrainingWorld.assets,
        forgotten: [Title.ID(3): now.advanced(bySeconds: -50)], now: now)
    }
    #expect(profile(early).entries.isEmpty)
    #expect(weights(profile(TrainingWorld.watch(103, by: 1, at: now))) == [3: justWatched])
  }

  @Test("glances and unknown assets say nothing")
  func nothing() {
    let events = [
      TrainingWorld.watch(103, by: 1, at: now, seconds: 0),
      TrainingWorld.watch(9999, by: 1, at: now),
    ]
    #expect(ViewerProfile(events: events, assets: TrainingWorld.assets, now: now) == .empty)
  }

  @Test("an opened detail page counts a little until the title is watched")
  func detailViews() {
    let views = [3, 5].map {
      DetailView(
        id: EventID(high: 1, low: $0), viewer: Viewer.ID(1), title: Title.ID(Int64($0)), at: now)
    }
    let profile = ViewerProfile(
      events: [TrainingWorld.watch(103, by: 1, at: now)], assets: TrainingWorld.assets,
      detailViews: views, now: now)
    let weights = weights(profile)
    #expect(weights[3] == justWatched)
    #expect(weights[5].map { $0 > 0 && $0 < 0.1 } == true)
  }
}
