import PickRecommender
import Testing

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

  @Test("a clock nobody knows and a title without a genre say nothing")
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
