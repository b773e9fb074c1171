import Testing

@testable import PickRecommender

@Suite("what is begun, and with which episode")
struct TitleEntriesTests {
  /// Two series of three episodes (items 0–2 and 3–5) and two films (6 and 7).
  ///
  /// Three viewers watched the film 6 and the second series, which two of them entered at its second
  /// episode; one watched the film 7 alone.
  private func dataset() throws -> Dataset {
    let rows: [[(Int32, Int64)]] = [
      [(4, 1), (5, 2), (6, 3)], [(4, 1), (6, 2)], [(3, 1), (4, 2), (6, 3)], [(7, 1)],
    ]
    var builder = InteractionMatrixBuilder(itemCount: 8)
    for row in rows {
      for (item, _) in row { builder.add(item: ItemIndex(item), weight: 1) }
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: rows.flatMap { $0.map(\.1) },
      items: Vocabulary(0..<8), users: Vocabulary(0..<4),
      places: (0..<6).map { ItemPlace(title: 40 + $0 / 3, ordinal: $0 % 3) }
        + [ItemPlace(title: 7, ordinal: nil), ItemPlace(title: -3, ordinal: nil)])
  }

  private func model() throws -> EpisodeContinuationModel {
    try EpisodeContinuation(entering: 1, tail: 0).fit(dataset(), context: FitContext())
  }

  private func asked(_ items: Int32...) -> ScoringRequest {
    ScoringRequest(history: UserHistory(items.map { .init(item: ItemIndex($0), weight: 1) }))
  }

  @Test("a series is entered where others began it, or at its ends, as many as begin there")
  func entry() throws {
    let scores = try model().scores(for: asked(6))
    // Viewers who began there and the prior: 1 + 5, 2, 0 + 2 of 3 + 7.
    #expect(scores[3] > 0)
    #expect(abs(scores[4] / scores[3] - 2 / 6) < 1e-5)
    #expect(abs(scores[5] / scores[3] - 2 / 6) < 1e-5)
    #expect(scores[0] == 0 && scores[7] == 0)
  }

  @Test("a title that was begun is not entered again: it is gone on with")
  func begun() throws {
    let fresh = try EpisodeContinuation(steps: .learned, entering: 0, tail: 0)
      .fit(dataset(), context: FitContext())
    #expect(try model().scores(for: asked(3))[5] == fresh.scores(for: asked(3))[5])
  }

  @Test("a film is its own entry, and what says so is what was watched")
  func film() throws {
    let (model, request) = (try model(), asked(3, 4))
    let score = model.scores(for: request)[6]
    let parts = model.contributions(to: ItemIndex(6), for: request)
    #expect(score > 0)
    #expect(parts.map(\.item) == [ItemIndex(3), ItemIndex(4)])
    #expect(abs(parts.reduce(0) { $0 + $1.score } - Double(score)) < 1e-6)
  }

  @Test("nobody's history enters nothing")
  func empty() throws {
    #expect(try model().scores(for: asked()).allSatisfy { $0 == 0 })
  }
}
