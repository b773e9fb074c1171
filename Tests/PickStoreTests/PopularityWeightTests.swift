import PickModel
import PickRecommender
import Testing

@testable import PickStore

@Suite("PopularityWeight")
struct PopularityWeightTests {
  private func event(
    at seconds: Int64, watched: Int, stated: Double? = nil
  ) -> WatchEvent {
    let start = Instant(secondsSince1970: seconds)
    return WatchEvent(
      id: EventID(at: start, rest: (0, 1)), viewer: Viewer.ID(101), asset: Asset.ID(11),
      startedAt: start, watchedSeconds: watched, statedPreference: stated, source: .player)
  }

  @Test(
    "an event weighs what the recommender's rating and decay make of it",
    arguments: [0, 1_700_000_000, PopularityWeight.landmark, 1_767_225_601, 4_000_000_000])
  func agrees(seconds: Int64) {
    let decay = PopularityDecay(
      halfLifeSeconds: PopularityWeight.halfLifeSeconds, landmark: PopularityWeight.landmark)
    for (watched, running, stated) in [
      (0, 3600, nil), (60, 3600, nil), (3600, 3600, nil), (9999, 3600, nil), (60, nil, nil),
      (60, 0, nil), (60, 3600, 0.25), (0, nil, 1), (-5, 3600, nil),
    ] as [(Int, Int?, Double?)] {
      let rating = ImplicitRating().rating(
        watchedSeconds: watched, runningSeconds: running, statedPreference: stated)
      let weight = PopularityWeight.weight(
        of: event(at: seconds, watched: watched, stated: stated), runningSeconds: running)
      #expect(weight == decay.contribution(rating: rating, atSeconds: seconds))
    }
  }

  @Test("it doubles with every week, and is a whole viewing's at the landmark")
  func doubles() {
    let landmark = PopularityWeight.landmark
    let weights = [0, 1, 2].map { (weeks: Int64) in
      PopularityWeight.weight(
        of: event(at: landmark + weeks * 604_800, watched: 3600), runningSeconds: 3600)
    }
    #expect(weights == [1, 2, 4])
  }

  @Test("times beyond any calendar stay finite and positive", arguments: [Int64.min, .max])
  func extremes(seconds: Int64) {
    let weight = PopularityWeight.weight(
      of: event(at: seconds, watched: 3600), runningSeconds: 3600)
    #expect(weight.isFinite && weight > 0)
  }
}
