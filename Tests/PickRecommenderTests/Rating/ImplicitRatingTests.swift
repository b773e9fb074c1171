import PickModel
import PickRecommender
import Testing

@Suite struct ImplicitRatingTests {
  private let formula = ImplicitRating()
  private let day: Int64 = 86_400
  /// Late enough for anything to count as given up.
  private let now: Int64 = 100 * 86_400

  private func film(
    _ watched: Int32, of running: Int32? = 6000, at start: Int64 = 0, stated: Float? = nil
  ) -> WatchRecord {
    WatchRecord(
      title: 1, asset: 11, startSeconds: start, watchedSeconds: watched, runningSeconds: running,
      statedPreference: stated)
  }

  private func episode(
    _ place: Int32, of count: Int32 = 10, watched: Int32 = 3000, at start: Int64
  ) -> WatchRecord {
    WatchRecord(
      title: 2, asset: 20 + Int64(place), episode: place, episodeCount: count,
      startSeconds: start, watchedSeconds: watched, runningSeconds: 3000)
  }

  private func rate(_ records: [WatchRecord], asOf now: Int64? = nil) throws -> TitleRating {
    let ratings = formula.ratings(of: records, asOfSeconds: now ?? self.now)
    #expect(ratings.count == 1)
    return try #require(ratings.first)
  }

  @Test(
    "the ratio is seconds watched over running time, clamped",
    arguments: [(0, 0), (3000, 0.5), (6000, 1), (9000, 1), (-5, 0)] as [(Int32, Float)])
  func ratio(watched: Int32, expected: Float) throws {
    #expect(try rate([film(watched)]).rating == expected)
  }

  @Test("parts of one asset watched on different evenings add up")
  func partial() throws {
    let rating = try rate([film(2400), film(2400, at: day), film(600, at: 2 * day)])
    #expect(rating.rating == 0.9)
    #expect(rating.lastSeconds == 2 * day)
  }

  @Test("without a running time the fact of watching counts", arguments: [nil, 0, -1] as [Int32?])
  func withoutRunningTime(running: Int32?) throws {
    #expect(try rate([film(600, of: running)]).rating == formula.factOfWatching)
  }

  @Test(
    "a stated preference replaces the ratio and is cubed",
    arguments: [(0.5, 0.125), (1, 1), (0, 0), (2, 1), (-1, 0)] as [(Float, Float)])
  func stated(preference: Float, expected: Float) throws {
    #expect(try rate([film(6000, stated: preference)]).rating == expected)
    #expect(try rate([film(0, of: nil, stated: preference)]).rating == expected)
  }

  @Test("the preference stated last counts")
  func statedLast() throws {
    let rating = try rate([film(0, at: day, stated: 1), film(0, at: 0, stated: 0.5)])
    #expect(rating.rating == 1)
  }

  @Test("a series' rating is the mean over the episodes begun")
  func meanOverEpisodes() throws {
    let rating = try rate([episode(0, at: 0), episode(1, watched: 1500, at: day)])
    #expect(rating.rating == 0.75)
  }

  @Test("completion is the share of episodes finished")
  func completion() throws {
    let records = (0..<5).map { episode($0, watched: $0 == 4 ? 600 : 2700, at: Int64($0) * day) }
    #expect(try rate(records).features.completion == 0.4)
    #expect(try rate([film(6000)]).features.completion == 0)
  }

  @Test("sequence is the share of steps to the very next episode")
  func steps() throws {
    let records = [
      episode(0, at: 0), episode(1, at: 3600), episode(2, at: 5 * day), episode(7, at: 6 * day),
    ]
    let features = try rate(records).features
    #expect(abs(features.sequence - 2 / 3) < 1e-6)
  }

  @Test(
    "binge grows with the longest run of quick steps to the next episode",
    arguments: [([0, 1], 0.5), ([0, 1, 2], 0.75), ([0, 1, 5, 6, 7, 8], 0.875), ([0, 2, 4], 0)]
      as [([Int32], Float)])
  func binge(places: [Int32], expected: Float) throws {
    let records = places.enumerated().map { episode($1, at: Int64($0) * 3600) }
    #expect(try rate(records).features.binge == expected)
    let slow = places.enumerated().map { episode($1, at: Int64($0) * day) }
    #expect(try rate(slow).features.binge == 0)
  }

  @Test("watching on in the same episode is no step")
  func sameEpisode() throws {
    let features = try rate([episode(3, at: 0), episode(3, at: 100)]).features
    #expect(features.sequence == 0 && features.binge == 0)
  }

  @Test(
    "rewatch counts whole further passes over what was finished",
    arguments: [
      ([6000], 0), ([3000, 2400, 600], 0), ([5700, 5700], 0.5), ([6000, 6000, 6000], 0.75),
    ]
      as [([Int32], Float)])
  func rewatch(watched: [Int32], expected: Float) throws {
    let records = watched.enumerated().map { film($1, at: Int64($0) * day) }
    #expect(try rate(records).features.rewatch == expected)
  }

  @Test(
    "abandonment falls from 1 to 0 at a fifth of the running time",
    arguments: [(0, 1), (600, 0.5), (1200, 0), (6000, 0)] as [(Int32, Float)])
  func abandonment(watched: Int32, expected: Float) throws {
    #expect(abs(try rate([film(watched)]).features.abandonment - expected) < 1e-6)
  }

  @Test("what was begun within a day is not given up, and neither is what cannot be measured")
  func notAbandoned() throws {
    #expect(try rate([film(60)], asOf: day - 1).features.abandonment == 0)
    #expect(try rate([film(60)], asOf: day).features.abandonment > 0)
    #expect(try rate([film(60, of: nil)]).features.abandonment == 0)
    #expect(try rate([film(60, stated: 0.1)]).features.abandonment == 0)
    #expect(
      try rate([episode(0, at: 0), episode(1, watched: 60, at: 9)]).features.abandonment == 0)
  }

  @Test("a title given up at once weighs less than a finished one, and nothing to be continued")
  func abandonedWeight() throws {
    #expect(try rate([film(100)]).weight < rate([film(6000)]).weight)
    var full = formula
    full.emphasis = .full
    let given = full.ratings(of: [film(100)], asOfSeconds: now)[0]
    #expect(given.weight <= full.coefficients.recency * given.features.recency)
    #expect(ImplicitRating.continuing.ratings(of: [film(100)], asOfSeconds: now)[0].weight == 0)
  }

  @Test("how long a title was watched makes it no heavier, unless the formula has emphasis")
  func emphasis() throws {
    let (short, long) = ([film(1500)], [film(6000)])
    let alike = ImplicitRating()
    #expect(try rate(short).weight == rate(long).weight)
    var full = formula
    full.emphasis = .full
    let weights = [short, long].map { full.ratings(of: $0, asOfSeconds: now)[0].weight }
    #expect(weights[0] < weights[1])
    // A preference that was stated counts by its size all the same.
    let stated = alike.ratings(of: [film(0, stated: 0.5)], asOfSeconds: now)[0]
    #expect(stated.weight == stated.rating && stated.rating == 0.125)
  }

  @Test("recency halves in thirty days and a future watch is new")
  func recency() throws {
    #expect(try rate([film(60)], asOf: 30 * day).features.recency == 0.5)
    #expect(try rate([film(60, at: day)], asOf: 0).features.recency == 1)
  }

  @Test("an opened detail page speaks only for a title that was never watched")
  func interest() throws {
    let details = [
      DetailRecord(title: 1, atSeconds: 5), DetailRecord(title: 7, atSeconds: 9),
      DetailRecord(title: 7, atSeconds: 3), DetailRecord(title: 0, atSeconds: 1),
    ]
    let ratings = formula.ratings(of: [film(6000)], details: details, asOfSeconds: now)
    #expect(ratings.map(\.title) == [0, 1, 7])
    #expect(ratings.map(\.features.interest) == [0.5, 0, 0.75])
    #expect(ratings.map(\.rating) == [0, 1, 0])
    #expect(ratings[2].lastSeconds == 9)
    #expect(abs(ratings[2].weight - 0.075) < 1e-6)
  }

  @Test("what a viewer stated weighs the same however long ago", arguments: [Float(0.2), 1])
  func statedRecency(preference: Float) throws {
    let record = WatchRecord(
      title: 1, asset: 1, startSeconds: 0, watchedSeconds: 0, statedPreference: preference)
    for age in [0, day, 400 * day] {
      let rated = formula.ratings(of: [record], asOfSeconds: age)[0]
      #expect(rated.features.recency == 0)
      #expect(rated.weight == rated.rating)
    }
  }

  @Test("the weight is the rating and each feature times its coefficient")
  func weight() throws {
    let records = [episode(0, at: 0), episode(1, at: 3600)]
    var full = formula
    full.coefficients = BehaviourFeatures(
      completion: 0.1, sequence: 0.2, binge: 0.4, recency: 0.8)
    // Rating 1; completion .2, sequence 1, binge ½, recency ½.
    let later = 30 * day + 3600
    let rated = full.ratings(of: records, asOfSeconds: later)[0]
    #expect(abs(rated.weight - (1 + 0.02 + 0.2 + 0.2 + 0.4)) < 1e-6)
    #expect(full.weight(rating: rated.rating, rated.features) == rated.weight)
    var bare = formula
    bare.coefficients = BehaviourFeatures()
    #expect(bare.ratings(of: records, asOfSeconds: now)[0].weight == 1)
  }

  @Test("recency, opened pages and giving up count; where titles are continued, sequence does")
  func defaults() throws {
    #expect(
      formula.coefficients
        == BehaviourFeatures(abandonment: -0.2, recency: 0.25, interest: 0.1))
    // Two episodes in a row, 30 days ago.
    let records = [episode(0, at: 0), episode(1, at: 3600)]
    let later = 30 * day + 3600
    #expect(abs(try rate(records, asOf: later).weight - 1.125) < 1e-6)
    let continuing = ImplicitRating.continuing.ratings(of: records, asOfSeconds: later)[0]
    #expect(abs(continuing.weight - 1.1) < 1e-6)
  }

  @Test("titles ascend and the order of events does not matter", arguments: 0..<5)
  func order(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let records = (0..<40).map { index in
      var record = episode(Int32.random(in: 0..<6, using: &generator), at: Int64(index) * 1000)
      record.title = Int64.random(in: 0..<5, using: &generator)
      record.asset += record.title * 100
      return record
    }
    let ratings = formula.ratings(of: records, asOfSeconds: now)
    #expect(ratings.map(\.title) == Set(records.map(\.title)).sorted())
    let shuffled = records.shuffled(using: &generator)
    #expect(formula.ratings(of: shuffled, asOfSeconds: now) == ratings)
    #expect(!ratings.contains { !$0.weight.isFinite || $0.weight < 0 || $0.rating > 1 })
  }

  @Test("nothing watched rates nothing")
  func empty() { #expect(formula.ratings(of: [], asOfSeconds: 0).isEmpty) }
}

@Suite struct ViewerHabitsTests {
  /// A film of `title`, watched for `seconds`.
  private func film(
    _ title: Int64, seconds: Int32, hour: Int8? = nil, genres: [String] = []
  ) -> WatchRecord {
    WatchRecord(
      title: title, asset: title, startSeconds: title * 86_400, watchedSeconds: seconds,
      runningSeconds: 6000, hour: hour, genres: genres)
  }

  private func features(of records: [WatchRecord]) -> [BehaviourFeatures] {
    ImplicitRating().ratings(of: records, asOfSeconds: 0).map(\.features)
  }

  @Test("hour fit is the share of other titles' seconds within two hours of the clock")
  func hourFit() {
    // Title 1 at 23:00; others: 1,000 s at 01:00 (within), 3,000 s at 02:00 (beyond).
    let found = features(of: [
      film(1, seconds: 6000, hour: 23), film(2, seconds: 1000, hour: 1),
      film(3, seconds: 3000, hour: 2),
    ])
    #expect(found[0].hourFit == 0.25)
    // Title 2 at 01:00: both 23:00 and 02:00 are near.
    #expect(found[1].hourFit == 1)
    // Title 3 at 02:00: of 7,000 s only the 1,000 at 01:00.
    #expect(abs(found[2].hourFit - 1 / 7) < 1e-6)
  }

  @Test("a title does not vouch for itself")
  func alone() {
    let found = features(of: [film(1, seconds: 6000, hour: 20, genres: ["멜로"])])
    #expect(found[0].hourFit == 0 && found[0].genreInterest == 0)
  }

  @Test("genre interest is the share of other titles' seconds in the best-liked genre")
  func genreInterest() {
    let found = features(of: [
      film(1, seconds: 500, genres: ["멜로", "액션"]), film(2, seconds: 1000, genres: ["멜로"]),
      film(3, seconds: 3000, genres: ["액션"]),
    ])
    #expect(found[0].genreInterest == 0.75)
    #expect(abs(found[1].genreInterest - 500 / 3500) < 1e-6)
    #expect(abs(found[2].genreInterest - 500 / 1500) < 1e-6)
  }

  @Test("an unknown hour and a title without a genre have no effect")
  func unknown() {
    let found = features(of: [film(1, seconds: 500), film(2, seconds: 500, hour: 3)])
    #expect(found.allSatisfy { $0.hourFit == 0 && $0.genreInterest == 0 })
  }

  @Test("watching for no time at all is counted as such")
  func negative() {
    let found = features(of: [
      film(1, seconds: -5, hour: 3, genres: ["멜로"]), film(2, seconds: 10, hour: 3, genres: ["멜로"]),
    ])
    #expect(found[0].hourFit == 1 && found[1].hourFit == 0)
    #expect(found[0].genreInterest == 1 && found[1].genreInterest == 0)
  }
}
