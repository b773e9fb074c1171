import PickModel

/// The end of one playback.
struct Playback: Equatable, Sendable {
  enum Ending: Equatable, Sendable {
    /// To the credits at least.
    case finished
    /// In the second half.
    case paused
    /// In the first half.
    case abandoned
    /// Opened and closed: below a twentieth of the running time, often after seconds.
    case skimmed
  }

  let ending: Ending
  /// Seconds watched; may exceed what was left by a little.
  let watched: Int
  /// The position it stopped at.
  let position: Int

  /// The shares of the ends of playbacks from the beginning, in hundredths; the rest are finished.
  ///
  /// A month of real logs has these shares (docs/demo-world.md).
  private struct Chances: Equatable, Sendable {
    /// Seconds only, below a hundredth of the running time.
    let opened: Int
    /// Up to a twentieth.
    let peeked: Int
    let abandoned: Int
    let paused: Int

    static let film = Chances(opened: 9, peeked: 10, abandoned: 32, paused: 9)
    static let episode = Chances(opened: 4, peeked: 3, abandoned: 15, paused: 15)
    /// The factor by which titles outside the viewer's vein are closed at once more often.
    fileprivate static let outsideVein = 6
  }

  /// Plays `running` seconds from `start` on.
  static func play(
    running: Int, from start: Int, isFilm: Bool, isInVein: Bool,
    using generator: inout SeededGenerator
  ) -> Playback {
    let chances = isFilm ? Chances.film : Chances.episode
    let left = running - start
    var roll = generator.below(100)
    if start == 0 {
      let opened = chances.opened + (isInVein ? 0 : Chances.outsideVein)
      if roll < opened { return stop(.skimmed, at: generator.within(2...max(2, running / 110))) }
      roll -= opened
      if roll < chances.peeked {
        return stop(.skimmed, at: running * generator.within(11...49) / 1000)
      }
      roll -= chances.peeked
      if roll < chances.abandoned {
        return stop(.abandoned, at: running * generator.within(5...49) / 100)
      }
      roll -= chances.abandoned
    }
    if roll < chances.paused {
      return stop(.paused, at: start + left * generator.within(50...89) / 100, from: start)
    }
    let watched = left * generator.within(947...1015) / 1000
    return Playback(
      ending: .finished, watched: max(1, watched), position: min(running, start + watched))
  }

  private static func stop(_ ending: Ending, at position: Int, from start: Int = 0) -> Playback {
    Playback(ending: ending, watched: max(1, position - start), position: position)
  }
}

/// One time the box is switched on: when, and who by.
struct Session: Equatable, Sendable {
  /// Seconds since 1970.
  let start: Int64
  let isChild: Bool

  /// Events a session has on average; turns a household's heaviness into a number of sessions.
  private static let meanEvents = 2.1
  /// The share of a family's sessions that are the children's, in hundredths.
  private static let childPercent = 45

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

/// The choice of the episode to enter a series at, and of the one after an episode.
///
/// People jump: in a month of real logs one step in five does not lead to the next episode, and half
/// of the series are entered elsewhere than at their first one (docs/demo-world.md).
enum EpisodeStep {
  /// The episode a series is entered at, counted from its first, of `count` > 0 that are there.
  static func entry(
    count: Int, isEpisodic: Bool, using generator: inout SeededGenerator
  ) -> Int {
    let roll = generator.below(100)
    if roll < (isEpisodic ? 34 : 48) { return 0 }
    if roll < (isEpisodic ? 46 : 55) { return max(0, count - 1 - generator.below(3)) }
    return generator.below(count)
  }

  /// The episode after `episode`; one that is not there yet when the series has to be waited for.
  ///
  /// Who closed an episode at once is looking for another one. Jumps stay inside the `count`
  /// episodes that are there.
  static func next(
    after episode: Int, _ ending: Playback.Ending, count: Int, isEpisodic: Bool,
    using generator: inout SeededGenerator
  ) -> Int {
    let isLooking = ending == .skimmed
    guard generator.chance(isLooking ? 60 : isEpisodic ? 32 : 25) else { return episode + 1 }
    let reached =
      switch generator.below(100) {
      case ..<36: episode + generator.within(2...3)
      case ..<64: episode + generator.within(4...12)
      case ..<(isLooking ? 82 : 73): episode - 1
      default: episode - generator.within(2...12)
      }
    return (0..<max(1, count)).contains(reached) && reached != episode ? reached : episode + 1
  }
}

/// At what time of day and week a genre is watched more or less than on average.
enum Rhythm: Equatable, Sendable {
  case morning, daytime, evening, late, party, children, flat

  /// The factors of each of `CatalogueCell.all`.
  static let factorsByCell: [[Double]] = CatalogueCell.all.map(\.rhythm.factors)

  /// The factors against the average, for each `Daypart` in its order.
  var factors: [Double] {
    switch self {
    case .morning: [3, 2, 1, 0.8, 0.5, 0.3, 1.2, 0.7, 0.8, 0.4]
    case .daytime: [1.5, 1.8, 1.3, 0.9, 0.6, 0.4, 1.5, 1.4, 0.9, 0.6]
    case .evening: [0.5, 0.8, 0.8, 1.8, 1.4, 0.8, 0.5, 0.9, 1.6, 1]
    case .late: [0.2, 0.3, 0.4, 0.9, 2.2, 2.2, 0.2, 0.6, 1.4, 2.4]
    case .party: [0.4, 0.7, 0.8, 1.2, 1, 2.6, 0.8, 1.5, 1.8, 1]
    case .children: [1.2, 0.8, 3, 0.8, 0.05, 0.1, 3.5, 1.2, 0.4, 0.05]
    case .flat: [Double](repeating: 1, count: Daypart.allCases.count)
    }
  }
}

/// The parts of a week that taste differs by.
enum Daypart: Int, CaseIterable, Sendable {
  case weekdayMorning, weekdayNoon, weekdayAfternoon, weekdayEvening, weekdayNight
  case fridayNight
  case weekendMorning, weekendDay, weekendEvening, weekendNight

  init(_ time: SeoulTime) {
    switch (DayType(time), time.hour) {
    case (.fridayNight, _): self = .fridayNight
    case (.weekday, 5..<11): self = .weekdayMorning
    case (.weekday, 11..<15): self = .weekdayNoon
    case (.weekday, 15..<18): self = .weekdayAfternoon
    case (.weekday, 18..<22): self = .weekdayEvening
    case (.weekday, _): self = .weekdayNight
    case (.weekend, 5..<12): self = .weekendMorning
    case (.weekend, 12..<18): self = .weekendDay
    case (.weekend, 18...): self = .weekendEvening
    case (.weekend, _): self = .weekendNight
    }
  }
}
