import PickRecommender
import Testing

@Suite("A log of what was watched") struct WatchingLogTests {
  private let watching = [
    InteractionLog.Watching(
      viewer: 7,
      records: [
        WatchRecord(
          title: 1, asset: 10, episode: 0, episodeCount: 2, startSeconds: 100,
          watchedSeconds: 1000, runningSeconds: 1000),
        WatchRecord(
          title: 1, asset: 11, episode: 1, episodeCount: 2, startSeconds: 200,
          watchedSeconds: 10, runningSeconds: 1000),
        WatchRecord(
          title: 2, asset: 20, startSeconds: 300, watchedSeconds: 500, runningSeconds: 1000),
      ]),
    InteractionLog.Watching(
      viewer: 3,
      records: [
        WatchRecord(
          title: 2, asset: 20, startSeconds: 50, watchedSeconds: 1000, runningSeconds: 1000),
        WatchRecord(
          title: 9, asset: 90, startSeconds: 60, watchedSeconds: 1000, runningSeconds: 1000),
      ]),
  ]

  @Test("the past is weighed by the formula as it was then, and the future is a series continued")
  func titles() throws {
    let log = InteractionLog(watching: watching, level: .title, items: Vocabulary([1, 2]))
    let split = try #require(
      try SplitPlan(.userTime(testFraction: 0.4), task: .nextWatch).rankingSplits(of: log).first)
    // Viewer 3 comes first and watched one known title: the past. Viewer 7 keeps two of three.
    #expect(log.users.identifiers == [3, 7])
    let expected = ImplicitRating().ratings(
      of: Array(watching[0].records.prefix(2)), asOfSeconds: 200)
    #expect(split.train.history(of: UserIndex(1)).entries.map(\.weight) == expected.map(\.weight))
    #expect(split.heldOut == [[], [ItemIndex(1)]] && split.instants == [50, 200])
  }

  @Test("an event's rating is its own ratio, so that a threshold can ask for half an episode")
  func threshold() throws {
    let log = InteractionLog(
      watching: watching, level: .episode, items: Vocabulary([10, 11, 20]),
      places: [
        ItemPlace(title: 0, ordinal: 0), ItemPlace(title: 0, ordinal: 1),
        ItemPlace(title: 1, ordinal: nil),
      ])
    func heldOut(_ minimum: Double?) throws -> Set<ItemIndex> {
      try SplitPlan(
        .userTime(testFraction: 0.5), task: .nextWatch, positiveMinimum: minimum,
        catalogue: .all
      ).rankingSplits(of: log)[0].heldOut[1]
    }
    #expect(try heldOut(nil) == [ItemIndex(2)])
    #expect(try heldOut(0.5) == [ItemIndex(2)])
    #expect(try heldOut(0.6) == [])
  }

  @Test("what weighs nothing was seen all the same")
  func abandoned() throws {
    let day: Int64 = 86_400
    let log = InteractionLog(
      watching: [
        InteractionLog.Watching(
          viewer: 1,
          records: [
            WatchRecord(
              title: 1, asset: 1, startSeconds: 0, watchedSeconds: 0, runningSeconds: 1000),
            WatchRecord(
              title: 2, asset: 2, startSeconds: 9 * day, watchedSeconds: 900,
              runningSeconds: 1000),
            WatchRecord(
              title: 1, asset: 1, startSeconds: 10 * day, watchedSeconds: 900,
              runningSeconds: 1000),
          ])
      ], level: .title, items: Vocabulary([1, 2]))
    let split = try SplitPlan(.userTime(testFraction: 0.34)).rankingSplits(of: log)[0]
    #expect(
      split.train.history(of: UserIndex(0)).entries.map(\.item.position) == [0, 1])
    #expect(split.heldOut == [[]])
  }
}
