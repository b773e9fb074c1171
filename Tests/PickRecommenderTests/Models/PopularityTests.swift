import PickModel
import Testing

@testable import PickRecommender

@Suite struct PopularityTests {
  private static let day: Int64 = 86_400

  private func dataset(
    times: [Int64], genres: [[String]] = []
  ) throws -> Dataset {
    let matrix = try InteractionMatrix(
      itemCount: 2, rowOffsets: [0, 1, 2, 3], columns: [0, 0, 1], weights: [1, 1, 1])
    return try Dataset(
      interactions: matrix, times: times, items: Vocabulary([1, 2]), users: Vocabulary([1, 2, 3]),
      documents: genres.map { ContentDocument(genres: $0) })
  }

  private func history(_ item: Int, _ weight: Float) -> UserHistory {
    UserHistory([.init(item: ItemIndex(item), weight: weight)])
  }

  @Test("one watch of today beats two of a fortnight ago")
  func decayed() throws {
    let model = try Popularity().fit(
      dataset(times: [0, 0, 14 * Self.day]), context: FitContext())
    #expect(model.weights == [0.5, 1])
  }

  @Test("without decay the sums are plain")
  func plain() throws {
    let model = try Popularity.allTime.fit(
      dataset(times: [0, 0, 99_999_999]), context: FitContext())
    #expect(model.weights == [2, 1])
  }

  @Test("a window ends so many days before the newest interaction")
  func windowed() throws {
    let recipe = Popularity(halfLifeDays: 0, windowDays: 3)
    let model = try recipe.fit(
      dataset(times: [0, Self.day, 4 * Self.day]), context: FitContext())
    #expect(model.weights == [1, 1])
  }

  // All users watch dramas twice as much as comedies. A user who watched a comedy with weight 3
  // has, with 1 in the usual proportions added, shares of 1/6 and 5/6: lifts of 1/4 and 5/2.
  @Test("a viewer's categories weigh the items in them")
  func categories() throws {
    let recipe = Popularity(halfLifeDays: 0, by: .category, smoothing: 1)
    let data = try dataset(times: [0, 0, 0], genres: [["드라마"], ["코미디"]])
    let model = try recipe.fit(data, context: FitContext())
    let scores = model.scores(for: ScoringRequest(history: history(1, 3)))
    #expect(abs(scores[0] - 2.0 / 4) < 1e-6 && abs(scores[1] - 5.0 / 2) < 1e-6)
    #expect(model.scores(for: ScoringRequest(history: .empty)) == [2, 1])
  }

  @Test("dislike says nothing of categories, and neither do items without one")
  func unknownCategories() throws {
    let recipe = Popularity(halfLifeDays: 0, by: .category, smoothing: 0)
    let data = try dataset(times: [0, 0, 0], genres: [["드라마"], []])
    let model = try recipe.fit(data, context: FitContext())
    #expect(model.scores(for: ScoringRequest(history: history(0, -1))) == [2, 1])
    #expect(model.scores(for: ScoringRequest(history: history(1, 1))) == [2, 1])
    let bare = try recipe.fit(dataset(times: [0, 0, 0]), context: FitContext())
    #expect(bare.scores(for: ScoringRequest(history: history(0, 1))) == [2, 1])
  }

  // Thursday 9:00 and 10:00 in Seoul. Without smoothing, item 0 is watched half as often at 9 as it
  // would be at random times, item 1 only then: 1/2 ÷ 2/3 and 1 ÷ 2/3.
  @Test("an hour weighs what is watched at it")
  func hours() throws {
    let recipe = Popularity(halfLifeDays: 0, by: .slot, smoothing: 0)
    let model = try recipe.fit(dataset(times: [0, 3600, 60]), context: FitContext())
    let nine = model.scores(for: ScoringRequest(history: .empty, atSeconds: 7 * Self.day))
    #expect(abs(nine[0] - 1.5) < 1e-6 && abs(nine[1] - 1.5) < 1e-6)
    let ten = model.scores(for: ScoringRequest(history: .empty, atSeconds: 7 * Self.day + 3600))
    #expect(abs(ten[0] - 3) < 1e-6 && ten[1] == 0)
    #expect(model.scores(for: ScoringRequest(history: .empty)) == [2, 1])
  }

  @Test("smoothing pulls an hour's proportions to the usual ones")
  func smoothed() throws {
    let recipe = Popularity(halfLifeDays: 0, by: .slot, smoothing: 1e9)
    let model = try recipe.fit(dataset(times: [0, 3600, 60]), context: FitContext())
    let scores = model.scores(for: ScoringRequest(history: .empty, atSeconds: 7 * Self.day))
    #expect(abs(scores[0] - 2) < 1e-3 && abs(scores[1] - 1) < 1e-3)
  }

  @Test("hours and types of day are those the product shows")
  func slots() {
    let types: [DayType: Int] = [.weekday: 24, .fridayNight: 25, .weekend: 26]
    for hour in -400...400 {
      let seconds = Int64(hour) * 3600 + 1800
      let time = SeoulTime(Instant(secondsSince1970: seconds))
      let slot = SeoulSlot(secondsSince1970: seconds)
      #expect(slot.hour == time.hour && slot.dayType == types[DayType(time)])
    }
  }

  @Test("the variants are settings")
  func settings() throws {
    let recipe = try Algorithm[.popularity]?.recommender([
      "by": "slot", "window": "30", "half-life-days": "0",
    ])
    #expect(
      recipe as? Popularity == Popularity(halfLifeDays: 0, windowDays: 30, by: .slot))
  }
}

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
    let value = decay.contribution(rating: 1, atSeconds: seconds)
    #expect(value.isFinite && value > 0)
  }
}
