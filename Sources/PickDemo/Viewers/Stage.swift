import PickModel
import PickStore

/// The catalogue laid out for the behaviour: flat lists instead of values with texts.
struct Stage: Sendable {
  let plans: [TitlePlan]
  /// By asset: running time in seconds, and when it came.
  let seconds: [Int]
  let added: [Int64]
  let chooser: TitleChooser
  let chart: Chart
  /// The first second of the world and the first one after it.
  let start: Int64
  let end: Int64
  /// The weights of the world's days.
  let days: WeightedChoice

  init(_ catalogue: DemoCatalogue, recipe: DemoRecipe) {
    plans = catalogue.plans
    seconds = catalogue.assets.map { $0.asset.runningSeconds ?? 0 }
    added = catalogue.assets.map { $0.asset.addedAt.secondsSince1970 }
    chooser = TitleChooser(plans)
    start = recipe.start.secondsSince1970
    chart = Chart(plans, start: start, days: recipe.days)
    end = recipe.end.secondsSince1970
    let firstWeekday = SeoulTime(recipe.start).weekday
    days = WeightedChoice(
      (0..<recipe.days).map { HourProfile.dayWeights[(firstWeekday - 1 + $0) % 7] })
  }

  /// The day of the world `time` falls on.
  func day(at time: Int64) -> Int { Int((time - start) / 86_400) }

  /// The number of a title's assets that are released at `time`.
  func availableCount(of title: Int, at time: Int64) -> Int {
    let assets = plans[title].assets
    var end = assets.upperBound
    while end > assets.lowerBound, added[end - 1] > time { end -= 1 }
    return end - assets.lowerBound
  }

  /// 1 for Monday, of a day of the world.
  func weekday(ofDay day: Int) -> Int {
    SeoulTime(Instant(secondsSince1970: start + Int64(day) * 86_400)).weekday
  }
}

/// The talked-about titles: for each day and category the new films and the series on air, a few
/// far ahead of the others.
///
/// Taste has no part in it. In real logs the most watched film draws a twelfth of all views of films,
/// the first ten a third (docs/demo-world.md).
struct Chart: Sendable {
  /// The days a film, or a series that has ended, is talked about.
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

/// Finds a title of a cell: a popular one of the viewer's vein, or a new one.
struct TitleChooser: Sendable {
  private let plans: [TitlePlan]
  /// By cell and vein.
  private let veins: [(titles: [Int], choice: WeightedChoice)]
  /// By cell, in order of arrival.
  private let arrivals: [[Int]]

  /// The share of choices among new titles, in hundredths.
  private static let newReleasePercent = 20
  /// The days a title counts as new.
  private static let newDays: Int64 = 21
  /// The share of choices in the preferred vein, in hundredths.
  private static let veinPercent = 78

  init(_ plans: [TitlePlan]) {
    self.plans = plans
    let cells = CatalogueCell.all.count
    var byVein = [[Int]](repeating: [], count: cells * TitlePlan.veinCount)
    var byCell = [[Int]](repeating: [], count: cells)
    for (index, plan) in plans.enumerated() {
      byVein[plan.cell * TitlePlan.veinCount + plan.vein].append(index)
      byCell[plan.cell].append(index)
    }
    veins = byVein.map { titles in (titles, WeightedChoice(titles.map { plans[$0].attraction })) }
    arrivals = byCell.map { $0.sorted { (plans[$0].from, $0) < (plans[$1].from, $1) } }
  }

  /// A title of `cell` that can be watched at `time`; `nil` when none was found in a few tries.
  func title(
    cell: Int, vein: Int, at time: Int64, using generator: inout SeededGenerator
  ) -> Int? {
    if generator.chance(Self.newReleasePercent), let new = new(cell, at: time, using: &generator) {
      return new
    }
    for _ in 0..<6 {
      let stays = generator.chance(Self.veinPercent)
      let wanted = stays ? vein : generator.below(TitlePlan.veinCount)
      let (titles, choice) = veins[cell * TitlePlan.veinCount + wanted]
      guard let drawn = choice.draw(using: &generator) else { continue }
      if isWatchable(titles[drawn], at: time) { return titles[drawn] }
    }
    return nil
  }

  /// Of two new titles the one that attracts more.
  private func new(_ cell: Int, at time: Int64, using generator: inout SeededGenerator) -> Int? {
    let titles = arrivals[cell]
    let begin = firstIndex(of: titles, after: time - Self.newDays * 86_400)
    let end = firstIndex(of: titles, after: time)
    guard begin < end else { return nil }
    let first = titles[begin + generator.below(end - begin)]
    let second = titles[begin + generator.below(end - begin)]
    let better = plans[first].attraction >= plans[second].attraction ? first : second
    return isWatchable(better, at: time) ? better : nil
  }

  private func isWatchable(_ title: Int, at time: Int64) -> Bool {
    plans[title].from <= time && time < plans[title].until
  }

  private func firstIndex(of titles: [Int], after time: Int64) -> Int {
    var (low, high) = (0, titles.count)
    while low < high {
      let middle = (low + high) / 2
      if plans[titles[middle]].from > time { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
