import PickRecommender
import Testing

@Suite struct UserHistoryTests {
  @Test("entries are sorted, repeated titles summed, and what is no number left out")
  func merged() {
    let history = UserHistory([
      .init(title: TitleIndex(4), weight: 1, lastSeconds: 10),
      .init(title: TitleIndex(2), weight: .nan, lastSeconds: 10),
      .init(title: TitleIndex(1), weight: -1, lastSeconds: 10),
      .init(title: TitleIndex(4), weight: 2, lastSeconds: 5),
    ])
    #expect(
      history.entries == [
        .init(title: TitleIndex(1), weight: -1, lastSeconds: 10),
        .init(title: TitleIndex(4), weight: 3, lastSeconds: 10),
      ])
  }
}
