import PickRecommender
import Testing

@Suite struct PopularityDecayTests {
  let decay = PopularityDecay(halfLifeSeconds: 100, landmark: 1000)

  @Test(
    "an event counts double for every half-life after the landmark",
    arguments: [(1000, 1.0), (1100, 2.0), (1300, 8.0), (900, 0.5), (800, 0.25)])
  func factor(seconds: Int64, expected: Double) {
    #expect(decay.contribution(rating: 1, atSeconds: seconds) == expected)
  }

  @Test("the rating scales the contribution")
  func rating() {
    #expect(decay.contribution(rating: 0.25, atSeconds: 1100) == 0.5)
    #expect(decay.contribution(rating: 0, atSeconds: 1100) == 0)
  }

  @Test("the order of two items is the same whenever it is asked for")
  func order() {
    let old = 3 * decay.contribution(rating: 1, atSeconds: 1000)
    let new = 2 * decay.contribution(rating: 1, atSeconds: 1100)
    #expect(old < new)
    // The same, decayed backwards from two later instants.
    for now in [1100.0, 5000.0] {
      let factor = 1 / decay.contribution(rating: 1, atSeconds: Int64(now))
      #expect(old * factor < new * factor)
    }
  }

  @Test("times beyond any calendar stay finite and positive", arguments: [Int64.min, .max])
  func extremes(seconds: Int64) {
    let value = PopularityDecay.standard.contribution(rating: 1, atSeconds: seconds)
    #expect(value.isFinite && value > 0)
  }
}
