import PickModel

/// The members and the viewing hours of one set-top box.
struct Household: Sendable {
  let adult: Member
  let child: Member?
  let hours: HourProfile
  /// The expected number of events in sixty days.
  let eventsInSixtyDays: Double

  /// Half of all boxes watch less than this in sixty days; the mean is about three times as much.
  private static let medianEvents = 4.0
  /// The most a member watches in sixty days.
  private static let mostEvents = 420.0

  init(using generator: inout SeededGenerator) {
    let hasChild = generator.chance(27)
    adult = Member(isChild: false, using: &generator)
    child = hasChild ? Member(isChild: true, using: &generator) : nil
    let roll = generator.below(100)
    hours = roll < 14 ? .nightOwl : roll < 34 ? .atHome : .working
    // u / (1 - u) has median 1 and a long tail.
    let chance = generator.unit()
    let events = Self.medianEvents * chance / (1 - chance) * (hasChild ? 1.5 : 1)
    eventsInSixtyDays = min(Self.mostEvents, events)
  }
}

/// The weights of the hours at which watching begins, by kind of day.
struct HourProfile: Equatable, Sendable {
  /// For Monday to Thursday, Friday, Saturday, Sunday: 24 weights each.
  let hours: [WeightedChoice]

  /// Monday to Sunday.
  static let dayWeights: [Double] = [0.85, 0.85, 0.9, 0.95, 1.35, 1.45, 1.2]

  static let working = HourProfile(
    weekday: [3, 1, 0, 0, 0, 1, 3, 5, 3, 2, 2, 3, 4, 3, 3, 5, 6, 6, 8, 11, 14, 15, 13, 8],
    friday: [2, 1, 0, 0, 0, 1, 3, 4, 3, 2, 2, 3, 4, 3, 3, 5, 6, 6, 9, 14, 21, 26, 27, 22],
    saturday: [17, 9, 4, 1, 0, 1, 2, 4, 7, 9, 10, 10, 9, 9, 10, 10, 9, 9, 10, 13, 16, 17, 15, 10],
    sunday: [6, 3, 1, 0, 0, 1, 2, 4, 7, 9, 10, 10, 9, 9, 10, 10, 9, 9, 10, 13, 15, 14, 10, 5])

  fileprivate static let atHome = HourProfile(
    weekday: [2, 1, 0, 0, 0, 2, 5, 8, 10, 11, 10, 9, 8, 9, 9, 8, 8, 7, 8, 10, 12, 11, 8, 4],
    friday: [2, 1, 0, 0, 0, 2, 5, 8, 10, 11, 10, 9, 8, 9, 9, 8, 8, 7, 9, 12, 17, 19, 17, 12],
    saturday: [8, 4, 1, 0, 0, 2, 4, 6, 8, 9, 9, 9, 9, 9, 9, 9, 8, 8, 9, 11, 12, 12, 9, 5],
    sunday: [4, 2, 1, 0, 0, 2, 4, 6, 8, 9, 9, 9, 9, 9, 9, 9, 8, 8, 9, 11, 12, 11, 8, 4])

  fileprivate static let nightOwl = HourProfile(
    weekday: [16, 14, 9, 5, 2, 1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 8, 11, 14, 17],
    friday: [14, 12, 8, 5, 2, 1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 9, 14, 20, 26, 30],
    saturday: [26, 20, 12, 7, 3, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 6, 8, 11, 14, 17, 19],
    sunday: [18, 14, 9, 5, 2, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 6, 7, 9, 11, 13, 14])

  private init(weekday: [Double], friday: [Double], saturday: [Double], sunday: [Double]) {
    hours = [weekday, friday, saturday, sunday].map { WeightedChoice($0) }
  }

  /// An hour of a day of the week, 1 for Monday.
  func hour(weekday: Int, using generator: inout SeededGenerator) -> Int {
    hours[max(0, weekday - 4)].draw(using: &generator) ?? 20
  }
}

/// One person in front of a set-top box: a mixture of taste clusters with a bent of one's own.
struct Member: Sendable {
  let isChild: Bool
  /// The weights of catalogue cells, for each `Daypart`.
  let cells: [WeightedChoice]
  /// The preferred vein of each cell.
  let veins: [Int]
  /// The probability of one more episode, in hundredths.
  let bingePercent: Int

  /// The probability of another part of the series after one that ended like this, in hundredths.
  func onwardPercent(after ending: Playback.Ending) -> Int {
    switch ending {
    case .finished, .paused: bingePercent
    case .abandoned: bingePercent / 2
    case .skimmed: 60
    }
  }

  init(isChild: Bool, using generator: inout SeededGenerator) {
    let clusters = isChild ? TasteCluster.children : TasteCluster.adults
    let first = Self.cluster(of: clusters, using: &generator)
    let second = Self.cluster(of: clusters, using: &generator)
    let mixture = 0.45 * generator.unit()
    let taste = first.weights.indices.map { cell in
      let own = 0.25 + 1.5 * generator.unit()
      return own * ((1 - mixture) * first.weights[cell] + mixture * second.weights[cell])
    }
    self.isChild = isChild
    cells = Daypart.allCases.map { part in
      WeightedChoice(taste.indices.map { taste[$0] * Rhythm.factorsByCell[$0][part.rawValue] })
    }
    veins = taste.indices.map { cell in
      let isSecond = mixture * second.weights[cell] > (1 - mixture) * first.weights[cell]
      return isSecond ? second.veins[cell] : first.veins[cell]
    }
    // Two draws, the lower one: few people binge, some cannot stop.
    let lower = min(generator.below(75), generator.below(75))
    bingePercent = isChild ? 60 + lower / 3 : 40 + lower * 2 / 3
  }

  private static func cluster(
    of clusters: [TasteCluster], using generator: inout SeededGenerator
  ) -> TasteCluster {
    var roll = generator.below(clusters.reduce(0) { $0 + $1.share })
    for cluster in clusters {
      if roll < cluster.share { return cluster }
      roll -= cluster.share
    }
    return clusters[0]
  }
}

/// A hidden kind of viewer: which genres it leans to.
///
/// No field shows which member belongs to which cluster.
private struct TasteCluster: Equatable, Sendable {
  /// The share of members in it.
  let share: Int
  /// A weight for each of `CatalogueCell.all`.
  let weights: [Double]
  /// The vein of each cell it prefers.
  let veins: [Int]

  /// Of grown-up viewers.
  static let adults: [TasteCluster] = [
    make(0, 16, [.drama: 3, .film: 1], ["멜로/로맨스": 6, "로맨틱 코미디": 5, "가족": 2, "음악": 1]),
    make(1, 12, [.drama: 1.5, .film: 2], ["스릴러": 6, "범죄/수사": 6, "공포": 2, "의학/법정": 2]),
    make(2, 9, [.drama: 2, .broadcast: 1], ["사극": 8, "다큐": 4, "뉴스/시사": 3, "교양": 2]),
    make(3, 17, [.broadcast: 3], ["예능": 6, "토크쇼": 3, "음악": 2, "여행": 1, "코미디": 2]),
    make(4, 12, [.broadcast: 2, .drama: 1.5], ["요리": 4, "가족": 6, "여행": 3, "토크쇼": 2]),
    make(5, 12, [.film: 4], ["액션": 5, "SF/판타지": 4, "코미디": 3, "드라마": 3, "공포": 2]),
    make(6, 8, [.broadcast: 3], ["뉴스/시사": 6, "다큐": 5, "교양": 5, "의학/법정": 1]),
    make(7, 6, [.animation: 4, .film: 1], ["학원/스포츠": 5, "판타지": 5, "일상": 4, "SF/판타지": 2]),
    make(8, 5, [.broadcast: 2, .film: 2], ["스포츠": 9, "액션": 3, "예능": 2]),
    make(9, 3, [.drama: 2, .film: 2], ["판타지": 8, "공포": 4, "SF/판타지": 3, "로맨틱 코미디": 2]),
  ]

  static let children: [TasteCluster] = [
    make(10, 35, [.kids: 4], ["동요": 6, "학습": 3, "놀이": 3, "동화": 2]),
    make(11, 35, [.kids: 1.5, .animation: 3], ["모험": 5, "SF/로봇": 6]),
    make(12, 30, [.kids: 2, .animation: 2], ["동화": 4, "놀이": 4, "일상": 4, "모험": 2]),
  ]

  /// The categories a child watches at all.
  private static let childCategories: [Category] = [.kids, .animation]

  private static func make(
    _ number: Int, _ share: Int, _ categories: [Category: Double], _ genres: [String: Double]
  ) -> TasteCluster {
    let isChild = number >= 10
    // A series is chosen once and watched many times: half of what is chosen are films.
    let weights = CatalogueCell.all.map { cell in
      guard !isChild || childCategories.contains(cell.category) else { return 0.0 }
      let elsewhere = isChild || cell.category == .kids ? 0.02 : 0.35
      let often = cell.category == .film ? 7 : cell.category == .drama ? 1.6 : 1
      return often * (categories[cell.category] ?? elsewhere) * (genres[cell.genre.id] ?? 0.12)
        * Double(cell.share)
    }
    // 7 and 3 are coprime to the vein count's multiples in use: neighbours prefer other veins.
    let veins = CatalogueCell.all.indices.map { (number * 7 + $0 * 3 + number / 3) % 3 }
    return TasteCluster(share: share, weights: weights, veins: veins)
  }
}
