/// Finds a title of a cell: a popular one of the viewer's vein, or a new one.
struct TitleChooser: Sendable {
  private let plans: [TitlePlan]
  /// By cell and vein.
  private let veins: [(titles: [Int], choice: WeightedChoice)]
  /// By cell, in order of arrival.
  private let arrivals: [[Int]]

  /// How often a title is looked for among the new ones, in hundredths.
  static let newReleasePercent = 20
  /// How long a title counts as new.
  static let newDays: Int64 = 21
  /// How often the viewer stays in the preferred vein, in hundredths.
  static let veinPercent = 78

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
