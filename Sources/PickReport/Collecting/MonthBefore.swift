import PickModel

/// What is counted of the month before, to be compared with.
struct MonthBefore: Sendable {
  private(set) var events = 0
  private(set) var viewers = 0
  private(set) var seconds = 0
  private(set) var titles: [Int]
  private(set) var categories = [Int](repeating: 0, count: ReportCatalogue.categoryCount)
  private(set) var hours = [Int](repeating: 0, count: 24)
  private(set) var ratios = RatioHistogram()

  init(titleCount: Int) { titles = [Int](repeating: 0, count: titleCount) }

  mutating func addViewer() { viewers += 1 }

  mutating func add(_ time: SeoulTime, seconds watched: Int) {
    events += 1
    seconds = seconds.plus(watched)
    hours[time.hour] += 1
  }

  mutating func add(title: Int, category: Int) {
    titles[title] += 1
    categories[category] += 1
  }

  mutating func add(ratio: Double, isFinished: Bool) { ratios.add(ratio, isFinished: isFinished) }
}

extension ChangeFigures {
  /// The titles whose shares are compared.
  private static let compared = 100
  /// The titles that are listed each way.
  private static let listed = 5

  /// What differs between two months; `nil` when there were no events before.
  init?(
    now titles: [Int], categories: [Int], hours: [Int], before: MonthBefore,
    of catalogue: ReportCatalogue
  ) {
    guard before.events > 0 else { return nil }
    events = before.events
    viewers = before.viewers
    watchedTitles = before.titles.count { $0 > 0 }
    seconds = before.seconds
    medianRatio = before.ratios.events > 0 ? before.ratios.quantile(0.5) : nil
    categoryDrift = Inequality.psi(categories, before.categories)
    hourDrift = Inequality.psi(hours, before.hours)
    let (whole, wholeBefore) = (titles.total(), before.titles.total())
    let most = titles.indices.filter { titles[$0] > 0 || before.titles[$0] > 0 }
      .sorted { left, right in
        let (one, other) = (
          max(titles[left], before.titles[left]), max(titles[right], before.titles[right])
        )
        return (other, left) < (one, right)
      }
      .prefix(Self.compared)
    let rest = [whole, wholeBefore]
    titleDrift = Inequality.psi(
      most.map { titles[$0] } + [rest[0] - most.map { titles[$0] }.total()],
      most.map { before.titles[$0] } + [rest[1] - most.map { before.titles[$0] }.total()])
    let gains = most.map { place in
      (place, titles[place].share(of: whole) - before.titles[place].share(of: wholeBefore))
    }
    let sorted = gains.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    func mover(_ gain: (Int, Double)) -> Mover {
      let name = SafeName(catalogue.titles[gain.0].name)
      return Mover(
        name: name.original, englishName: name.english, events: titles[gain.0],
        before: before.titles[gain.0])
    }
    risen = sorted.prefix(Self.listed).filter { $0.1 > 0 }.map(mover)
    fallen = sorted.reversed().prefix(Self.listed).filter { $0.1 < 0 }.map(mover)
  }
}
