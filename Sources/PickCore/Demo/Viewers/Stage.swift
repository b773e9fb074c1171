import PickModel

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
  /// Which day of the world a session falls on.
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

  /// How many of a title's leading assets are there at `time`.
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
