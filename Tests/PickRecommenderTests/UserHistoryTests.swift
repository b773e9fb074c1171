import PickRecommender
import Testing

@Suite struct UserHistoryTests {
  @Test("entries are sorted, repeated items summed, and what is no number left out")
  func merged() {
    let history = UserHistory([
      .init(item: ItemIndex(4), weight: 1, lastSeconds: 10),
      .init(item: ItemIndex(2), weight: .nan, lastSeconds: 10),
      .init(item: ItemIndex(1), weight: -1, lastSeconds: 10),
      .init(item: ItemIndex(4), weight: 2, lastSeconds: 5),
    ])
    #expect(
      history.entries == [
        .init(item: ItemIndex(1), weight: -1, lastSeconds: 10),
        .init(item: ItemIndex(4), weight: 3, lastSeconds: 10),
      ])
  }
}
