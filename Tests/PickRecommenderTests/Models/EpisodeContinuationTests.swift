import PickRecommender
import Testing

@Suite struct EpisodeContinuationTests {
  /// Two series of four episodes (items 0–3 and 4–7) and a film (item 8).
  private func dataset() throws -> Dataset {
    try Dataset(
      interactions: InteractionMatrix(
        itemCount: 9, rowOffsets: [0, 1], columns: [0], weights: [1]),
      times: [0], items: Vocabulary(0..<9), users: Vocabulary(0..<1),
      places: (0..<8).map { ItemPlace(title: Int32($0 / 4), ordinal: Int32($0 % 4)) }
        + [ItemPlace(title: 2, ordinal: nil)])
  }

  private let day: Int64 = 86_400

  @Test("the next episode of the title watched last leads, the one after it follows")
  func next() throws {
    let model = try EpisodeContinuation().fit(dataset(), context: FitContext())
    let history = UserHistory([
      .init(item: ItemIndex(1), weight: 1, lastSeconds: 0),
      .init(item: ItemIndex(4), weight: 1, lastSeconds: 10 * day),
    ])
    let best = model.recommend(4, for: ScoringRequest(history: history), among: .all())
    #expect(best.map(\.item.rawValue) == [5, 6, 7, 2])
  }

  @Test("an episode that was not finished comes before all others, a finished one never again")
  func unfinished() throws {
    let model = try EpisodeContinuation(tail: 0).fit(dataset(), context: FitContext())
    let history = UserHistory([
      .init(item: ItemIndex(0), weight: 1, lastSeconds: 0),
      .init(item: ItemIndex(1), weight: 0.4, lastSeconds: day),
    ])
    let scores = model.scores(for: ScoringRequest(history: history))
    #expect(scores[1] > scores[2] && scores[2] > scores[3] && scores[0] == 0)
  }

  @Test("the plain rule names three episodes of the newest title, then of the one before")
  func latest() throws {
    let model = try EpisodeContinuation(order: .latest).fit(dataset(), context: FitContext())
    let history = UserHistory([
      .init(item: ItemIndex(0), weight: 1, lastSeconds: 500),
      .init(item: ItemIndex(5), weight: 0.1, lastSeconds: 501),
    ])
    let best = model.recommend(5, for: ScoringRequest(history: history), among: .all())
    #expect(best.map(\.item.rawValue) == [6, 7, 1, 2, 3])
  }

  @Test("what each episode adds makes the score")
  func contributions() throws {
    let model = try EpisodeContinuation().fit(dataset(), context: FitContext())
    let history = UserHistory([
      .init(item: ItemIndex(0), weight: 1, lastSeconds: 0),
      .init(item: ItemIndex(1), weight: 0.8, lastSeconds: day),
    ])
    let request = ScoringRequest(history: history, atSeconds: 3 * day)
    let parts = model.contributions(to: ItemIndex(2), for: request)
    #expect(parts.map(\.item.rawValue) == [0, 1])
    let sum = parts.reduce(0) { $0 + $1.score }
    #expect(abs(sum - Double(model.scores(for: request)[2])) < 1e-6)
  }

  @Test("without places a title goes on by how lately and how much it was watched")
  func titles() throws {
    let data = try Dataset(
      interactions: InteractionMatrix(
        itemCount: 2, rowOffsets: [0, 1], columns: [0], weights: [1]),
      times: [0], items: Vocabulary(0..<2), users: Vocabulary(0..<1))
    let model = try OwnRecency(halfLifeDays: 7).fit(data, context: FitContext())
    let history = UserHistory([
      .init(item: ItemIndex(0), weight: 1, lastSeconds: 0),
      .init(item: ItemIndex(1), weight: 1, lastSeconds: 7 * day),
    ])
    let scores = model.scores(for: ScoringRequest(history: history, atSeconds: 7 * day))
    #expect(scores == [0.5, 1])
  }
}
