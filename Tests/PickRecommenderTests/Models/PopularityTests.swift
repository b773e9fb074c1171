import PickRecommender
import Testing

@Suite struct PopularityTests {
  private func dataset(times: [Int64]) throws -> Dataset {
    let matrix = try InteractionMatrix(
      itemCount: 2, rowOffsets: [0, 1, 2, 3], columns: [0, 0, 1], weights: [1, 1, 1])
    return try Dataset(
      interactions: matrix, times: times, items: Vocabulary([1, 2]), users: Vocabulary([1, 2, 3]))
  }

  @Test("one watch of today beats two of a fortnight ago")
  func decayed() throws {
    let fortnight: Int64 = 14 * 86_400
    let model = try Popularity().fit(
      dataset(times: [0, 0, fortnight]), context: FitContext())
    #expect(model.weights == [0.5, 1])
  }

  @Test("without decay the sums are plain")
  func plain() throws {
    let model = try Popularity(decay: nil).fit(
      dataset(times: [0, 0, 99_999_999]), context: FitContext())
    #expect(model.weights == [2, 1])
  }
}
