/// One time the box is switched on: when, and who by.
struct Session: Equatable, Sendable {
  /// Seconds since 1970.
  let start: Int64
  let isChild: Bool

  /// Events a session has on average; turns a household's heaviness into a number of sessions.
  static let meanEvents = 2.1
  /// How many of a family's sessions are the children's, in hundredths.
  static let childPercent = 45

  /// All sessions of a household, in order of time; at least one.
  static func all(
    of household: Household, on stage: Stage, days: Int, using generator: inout SeededGenerator
  ) -> [Session] {
    let wanted = household.eventsInSixtyDays * Double(days) / 60 / meanEvents
    let count = max(1, Int(wanted + generator.unit()))
    let sessions = (0..<count).map { _ in one(of: household, on: stage, using: &generator) }
    return sessions.sorted { ($0.start, $0.isChild ? 1 : 0) < ($1.start, $1.isChild ? 1 : 0) }
  }

  private static func one(
    of household: Household, on stage: Stage, using generator: inout SeededGenerator
  ) -> Session {
    let day = stage.days.draw(using: &generator) ?? 0
    let weekday = stage.weekday(ofDay: day)
    let isChild = household.child != nil && generator.chance(childPercent)
    let hour =
      isChild
      ? childHour(weekday: weekday, using: &generator)
      : household.hours.hour(weekday: weekday, using: &generator)
    let second = hour * 3600 + generator.below(3600)
    return Session(start: stage.start + Int64(day) * 86_400 + Int64(second), isChild: isChild)
  }

  /// After school on weekdays, early at weekends, and now and then any time in between.
  private static func childHour(weekday: Int, using generator: inout SeededGenerator) -> Int {
    guard generator.chance(85) else { return generator.within(8...19) }
    return weekday > 5 ? generator.within(7...11) : generator.within(15...18)
  }
}
