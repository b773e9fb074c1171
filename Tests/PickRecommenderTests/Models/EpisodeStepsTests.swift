import Testing

@testable import PickRecommender

@Suite("where viewers go from an episode")
struct EpisodeStepsTests {
  private func dataset(_ opened: [[(item: Int32, seconds: Int64)]], places: [ItemPlace]) throws
    -> Dataset
  {
    var builder = InteractionMatrixBuilder(itemCount: places.count)
    var times: [Int64] = []
    for user in opened {
      for cell in user.sorted(by: { $0.item < $1.item }) {
        builder.add(item: ItemIndex(cell.item), weight: 1)
        times.append(cell.seconds)
      }
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: times,
      items: Vocabulary((0..<places.count).map(Int64.init)),
      users: Vocabulary((0..<opened.count).map(Int64.init)), places: places)
  }

  /// A series of six episodes, one of two, and a film.
  private let places =
    (0..<6).map { ItemPlace(title: 0, ordinal: $0) }
    + (0..<2).map { ItemPlace(title: 1, ordinal: $0) } + [ItemPlace(title: 2, ordinal: nil)]

  @Test("steps are counted from what was opened to what was opened next, within a title")
  func counted() throws {
    // 0 → 1 → 3 → 2 of the long series with a film and the short series in between: +1, +2, −1; and
    // +1 of the short one.
    let data = try dataset(
      [[(0, 1), (6, 2), (1, 3), (8, 4), (3, 5), (7, 6), (2, 7)]], places: places)
    let steps = EpisodeSteps(data, priorSteps: 0, flatness: 1)
    #expect(steps.share(from: 0, to: 1) == 1)
    #expect(steps.share(from: 0, to: 2) == 0.5)
    #expect(steps.share(from: 3, to: 2) == 0.5)
    #expect(steps.share(from: 0, to: 3) == 0)
    #expect(steps.share(from: 2, to: 2) == 0)
  }

  @Test("without any step the prior speaks: forward before back, near before far")
  func prior() throws {
    let steps = EpisodeSteps(try dataset([[(0, 1)]], places: places), priorSteps: 1, flatness: 1)
    #expect(steps.share(from: 5, to: 6) == 1)
    #expect(abs(steps.share(from: 5, to: 7) - 0.6) < 1e-12)
    #expect(abs(steps.share(from: 5, to: 4) - 0.25) < 1e-12)
    #expect(abs(steps.share(from: 5, to: 3) - 0.15) < 1e-12)
  }

  @Test("flatness lifts unlikely steps, and never above the likeliest one")
  func flatness() throws {
    let steps = EpisodeSteps(try dataset([[(0, 1)]], places: places), priorSteps: 1, flatness: 0.5)
    #expect(abs(steps.share(from: 5, to: 4) - 0.5) < 1e-12)
    #expect(steps.share(from: 5, to: 6) == 1)
  }

  @Test("places at the ends of their range are no harm")
  func ends() throws {
    let steps = EpisodeSteps(try dataset([[(0, 1)]], places: places), priorSteps: 1, flatness: 1)
    #expect(steps.share(from: .min, to: .max) == 0)
    #expect(steps.share(from: .max, to: .min) == 0)
  }
}
