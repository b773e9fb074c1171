import Testing

@testable import PickRecommender

/// The rules of three lines, on a log small enough to work out by hand.
@Suite("the plain rules for series")
struct PlainRulesTests {
  private let day: Int64 = 86_400

  /// Two series of six episodes (items 0–5 and 6–11) and two films (12, 13); two viewers watched the
  /// film 13, one the film 12.
  private func dataset() throws -> Dataset {
    try Dataset(
      interactions: InteractionMatrix(
        itemCount: 14, rowOffsets: [0, 2, 3], columns: [12, 13, 13], weights: [1, 1, 1]),
      times: [0, 0, 0], items: Vocabulary(0..<14), users: Vocabulary(0..<2),
      places: (0..<12).map { ItemPlace(title: $0 / 6, ordinal: $0 % 6) }
        + [ItemPlace(title: 2, ordinal: nil), ItemPlace(title: 3, ordinal: nil)])
  }

  /// Episode 2 of the first series a week ago, to the end; 4 of it six days ago, for a second; 1 of
  /// the second series today, half.
  private var request: ScoringRequest {
    ScoringRequest(
      history: UserHistory([
        .init(item: ItemIndex(2), weight: 1, lastSeconds: 0),
        .init(item: ItemIndex(4), weight: 0.001, lastSeconds: day),
        .init(item: ItemIndex(7), weight: 0.5, lastSeconds: 7 * day),
      ]), atSeconds: 7 * day)
  }

  @Test("the next three of each title, the title opened last first, then what most watched")
  func nextThree() throws {
    let model = try EpisodeContinuation.nextThree.fit(dataset(), context: FitContext())
    let best = model.recommend(6, for: request, among: .all())
    // 8, 9, 10 follow the 7 of today; only 5 follows the 4 of the first series.
    #expect(best.map(\.item.rawValue) == [8, 9, 10, 5, 13, 12])
  }

  @Test("own titles x next episode: decayed watches of the title, .85 a place, .3 going back")
  func ownTitles() throws {
    let model = try EpisodeContinuation.ownTitles.fit(dataset(), context: FitContext())
    let scores = model.scores(for: request)
    // Half a week old watch counts ½; what was opened for a second counts .05.
    let first = 1 * 0.5 + 0.05 * 0.5521
    let second = 0.5
    func expect(_ item: Int, _ score: Double) {
      #expect(abs(Double(scores[item]) - score) < 1e-4, "item \(item)")
    }
    // The place is the episode opened last, not the one watched: 4 and not 2.
    expect(5, first * 0.85)
    expect(3, first * 0.85 * 0.3)
    expect(0, first * 0.522 * 0.3)
    expect(8, second * 0.85)
    expect(10, second * 0.614125)
    expect(6, second * 0.85 * 0.3)
    // The tail: viewers of the most watched one count .001.
    expect(13, 0.001)
    expect(12, 0.0005)
  }
}
