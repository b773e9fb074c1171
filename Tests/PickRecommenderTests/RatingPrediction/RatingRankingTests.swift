import PickModel
import PickRecommender
import Testing

@Suite("RatingRanking") struct RatingRankingTests {
  @Test("items come in the order of the ratings expected of the user, or of a stranger")
  func order() throws {
    var random = SplitMix64(seed: 4)
    let matrix = RandomData.matrix(users: 30...30, items: 20...20, using: &random)
    let data = try RandomData.dataset(matrix)
    let ranking = try RatingRanking(BaselineOnly()).fit(data, context: FitContext(seed: 1))
    for user in [UserIndex(0), UserIndex(7), nil] {
      let history = user.map(data.history) ?? .empty
      let best = ranking.recommend(
        20, for: ScoringRequest(history: history, user: user), among: .all())
      let seen = Set(history.entries.map(\.item))
      let expected = (0..<20).map { ItemIndex($0) }.filter { !seen.contains($0) }
        .map { Float(ranking.model.predict(user: user, item: $0)) }.sorted(by: >)
      #expect(best.map { Float($0.score) } == expected)
      #expect(Set(expected).count > 5)
    }
  }
}
