/// Who lives with a set-top box and when it is on.
struct Household: Sendable {
  let adult: Member
  let child: Member?
  let hours: HourProfile
  /// How many events it is good for in sixty days, before chance.
  let eventsInSixtyDays: Double

  /// Half of all boxes watch less than this in sixty days; the mean is about three times as much.
  static let medianEvents = 4.0
  /// Nobody watches more than this in sixty days.
  static let mostEvents = 420.0

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

/// How often watching begins at each hour, by kind of day.
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

  static let atHome = HourProfile(
    weekday: [2, 1, 0, 0, 0, 2, 5, 8, 10, 11, 10, 9, 8, 9, 9, 8, 8, 7, 8, 10, 12, 11, 8, 4],
    friday: [2, 1, 0, 0, 0, 2, 5, 8, 10, 11, 10, 9, 8, 9, 9, 8, 8, 7, 9, 12, 17, 19, 17, 12],
    saturday: [8, 4, 1, 0, 0, 2, 4, 6, 8, 9, 9, 9, 9, 9, 9, 9, 8, 8, 9, 11, 12, 12, 9, 5],
    sunday: [4, 2, 1, 0, 0, 2, 4, 6, 8, 9, 9, 9, 9, 9, 9, 9, 8, 8, 9, 11, 12, 11, 8, 4])

  static let nightOwl = HourProfile(
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
