import PickModel

/// What everybody talks about: for each day and category the new films and the series on air, a few
/// far ahead of the others.
///
/// Taste has no part in it. In real logs the most watched film draws a twelfth of all views of films,
/// the first ten a third (docs/demo-world.md).
struct Chart: Sendable {
  /// How long a film, or a series that has ended, is talked about.
  static let days: Int64 = 45
  /// Places of a chart.
  static let length = 40

  /// By category in `Category.allCases`, then by day of the world.
  private let titles: [[[Int]]]
  private let choice: WeightedChoice

  /// Charts of the days from `start` on; empty where nothing is new.
  init(_ plans: [TitlePlan], start: Int64, days: Int) {
    choice = WeightedChoice((0..<Self.length).map { 1 / (Double($0) + 0.7) })
    titles = Category.allCases.map { category in
      let own = plans.indices.filter { CatalogueCell.all[plans[$0].cell].category == category }
      return (0..<days).map { day in
        Self.leading(own, of: plans, at: start + Int64(day) * 86_400)
      }
    }
  }

  /// A title of the chart of one day; `nil` where the drawn place is empty.
  func title(
    _ category: Category, day: Int, using generator: inout SeededGenerator
  ) -> Int? {
    guard let index = Category.allCases.firstIndex(of: category),
      titles[index].indices.contains(day), let place = choice.draw(using: &generator),
      titles[index][day].indices.contains(place)
    else { return nil }
    return titles[index][day][place]
  }

  /// The loudest ones, each fading by the day; a lower index breaks a tie.
  private static func leading(_ own: [Int], of plans: [TitlePlan], at time: Int64) -> [Int] {
    let loud = own.compactMap { index -> (index: Int, loudness: Double)? in
      let plan = plans[index]
      let age = time - plan.from
      guard age >= 0, time < plan.until, plan.isAiring || age < days * 86_400 else { return nil }
      let fading = plan.isAiring ? 1 : 1 / (1 + Double(age) / 86_400 / 20)
      return (index, plan.appeal * fading)
    }
    return loud.sorted { ($1.loudness, $0.index) < ($0.loudness, $1.index) }
      .prefix(length).map(\.index)
  }
}
