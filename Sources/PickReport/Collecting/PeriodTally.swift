import PickModel

/// Counts events, viewers and titles by days, weeks or months.
///
/// Events come viewer by viewer, oldest first: a viewer is counted when the period changes, so no
/// set of viewers is kept.
struct PeriodTally: Sendable {
  private struct Cell {
    var events = 0
    var viewers = 0
    var newViewers = 0
    var seconds = 0
    /// One bit for each title.
    var titles: [UInt64]
  }

  private let unit: TimeFigures.Unit
  private let titleCount: Int
  private var places: [Int64: Int] = [:]
  private var cells: [Cell] = []
  /// The period of the viewer's latest event, and its place.
  private var current: (key: Int64, place: Int)?

  init(_ unit: TimeFigures.Unit, titleCount: Int) {
    self.unit = unit
    self.titleCount = titleCount
  }

  /// What follows is another viewer's.
  mutating func beginViewer() { current = nil }

  /// Counts one event; `isNew` says that it is the viewer's first one ever.
  mutating func add(_ time: SeoulTime, title: Int?, seconds: Int, isNew: Bool) {
    let key = firstDay(of: time)
    let place: Int
    if let current, current.key == key {
      place = current.place
    } else {
      place = self.place(of: key)
      current = (key, place)
      cells[place].viewers += 1
    }
    cells[place].events += 1
    cells[place].seconds = cells[place].seconds.plus(seconds)
    if isNew { cells[place].newViewers += 1 }
    if let title { cells[place].titles[title / 64] |= 1 << UInt64(title % 64) }
  }

  private mutating func place(of key: Int64) -> Int {
    if let place = places[key] { return place }
    places[key] = cells.count
    cells.append(Cell(titles: [UInt64](repeating: 0, count: (titleCount + 63) / 64)))
    return cells.count - 1
  }

  /// The periods with an event, in order.
  var periods: [TimeFigures.Period] {
    places.sorted { $0.key < $1.key }.map { day, place in
      let cell = cells[place]
      return TimeFigures.Period(
        firstDay: day, events: cell.events, viewers: cell.viewers, newViewers: cell.newViewers,
        titles: cell.titles.reduce(0) { $0 + $1.nonzeroBitCount }, seconds: cell.seconds)
    }
  }

  private func firstDay(of time: SeoulTime) -> Int64 {
    switch unit {
    case .day: time.dayNumber
    case .week: time.dayNumber - Int64(time.weekday - 1)
    case .month: time.dayNumber - Int64(time.day - 1)
    }
  }
}

/// When people watched: by day or month, and by hour of the week.
struct TimeTally: Sendable {
  /// Above it, days are too many to be shown.
  static let mostDays = 92

  private var days: PeriodTally
  private var weeks: PeriodTally
  private var months: PeriodTally
  private(set) var hours = [[Int]](repeating: [Int](repeating: 0, count: 24), count: 7)
  private(set) var firstDay: Int64?
  private(set) var lastDay: Int64?

  init(titleCount: Int) {
    days = PeriodTally(.day, titleCount: titleCount)
    weeks = PeriodTally(.week, titleCount: titleCount)
    months = PeriodTally(.month, titleCount: titleCount)
  }

  mutating func beginViewer() {
    days.beginViewer()
    weeks.beginViewer()
    months.beginViewer()
  }

  mutating func add(_ time: SeoulTime, title: Int?, seconds: Int, isNew: Bool) {
    days.add(time, title: title, seconds: seconds, isNew: isNew)
    weeks.add(time, title: title, seconds: seconds, isNew: isNew)
    months.add(time, title: title, seconds: seconds, isNew: isNew)
    hours[time.weekday - 1][time.hour] += 1
    firstDay = min(firstDay ?? time.dayNumber, time.dayNumber)
    lastDay = max(lastDay ?? time.dayNumber, time.dayNumber)
  }

  var figures: TimeFigures {
    let span = (lastDay ?? 0) - (firstDay ?? 0) + 1
    let isLong = span > Int64(Self.mostDays)
    return TimeFigures(
      unit: isLong ? .month : .day, periods: (isLong ? months : days).periods,
      roundUnit: isLong ? .month : .week, rounds: (isLong ? months : weeks).periods,
      hours: hours, weekdays: weekdays)
  }

  /// How often each weekday is between the first day and the last.
  private var weekdays: [Int] {
    guard let firstDay, let lastDay else { return [Int](repeating: 0, count: 7) }
    let span = Int(lastDay - firstDay) + 1
    // 1970-01-01 was a Thursday, which is the place 3.
    let start = Int(((firstDay + 3) % 7 + 7) % 7)
    return (0..<7).map { weekday in
      let offset = (weekday - start + 7) % 7
      return offset < span ? (span - offset + 6) / 7 : 0
    }
  }
}
