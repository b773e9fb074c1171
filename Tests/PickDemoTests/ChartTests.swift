import PickModel
import Testing

@testable import PickDemo

@Suite("Charts of the demo world") struct ChartTests {
  private static let recipe = DemoRecipe(titles: 400, days: 30, until: DemoFixture.until)
  private static let plans = DemoCatalogue(recipe).plans
  private let start = ChartTests.recipe.start.secondsSince1970

  @Test("hold what came lately or is on air, of their own category")
  func fresh() throws {
    let chart = Chart(Self.plans, start: start, days: 30)
    var generator = SeededGenerator(seed: 7, stream: 1)
    var drawn = 0
    for category in Category.allCases {
      for day in 0..<30 {
        guard let title = chart.title(category, day: day, using: &generator) else { continue }
        drawn += 1
        let plan = Self.plans[title]
        let age = start + Int64(day) * 86_400 - plan.from
        #expect(CatalogueCell.all[plan.cell].category == category)
        #expect(age >= 0)
        #expect(plan.isAiring || age < Chart.days * 86_400)
      }
    }
    #expect(drawn > 50)
  }

  @Test("draw one title far more often than the others")
  func steep() throws {
    let chart = Chart(Self.plans, start: start, days: 30)
    var generator = SeededGenerator(seed: 7, stream: 1)
    var counts: [Int: Int] = [:]
    for _ in 0..<2000 {
      if let title = chart.title(.broadcast, day: 20, using: &generator) {
        counts[title, default: 0] += 1
      }
    }
    let sorted = counts.values.sorted(by: >)
    try #require(sorted.count > 5)
    #expect(sorted[0] > 3 * sorted[4])
  }

  @Test("have nothing outside the days of the world")
  func outside() {
    let chart = Chart(Self.plans, start: start, days: 30)
    var generator = SeededGenerator(seed: 7, stream: 1)
    #expect(chart.title(.film, day: 30, using: &generator) == nil)
    #expect(chart.title(.film, day: -1, using: &generator) == nil)
  }
}
