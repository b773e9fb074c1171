import PickModel

/// At what time of day and week a genre is watched more or less than on average.
enum Rhythm: Equatable, Sendable {
  case morning, daytime, evening, late, party, children, flat

  /// The factors of each of `CatalogueCell.all`.
  static let factorsByCell: [[Double]] = CatalogueCell.all.map(\.rhythm.factors)

  /// How much more than on average, for each `Daypart` in its order.
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

  /// Whether children sit in front of the screen: after school, and at weekends in the morning.
  var isChildrensHour: Bool { self == .weekdayAfternoon || self == .weekendMorning }
}
