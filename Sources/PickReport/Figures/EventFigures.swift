/// What is odd about the events of the range.
package struct QualityFigures: Codable, Equatable, Sendable {
  /// Events in the range.
  package var events = 0
  /// Events of assets whose running time is not known: they have no watch ratio.
  package var withoutRunningTime = 0
  /// Events longer than their asset.
  package var overRunningTime = 0
  /// Of these, events longer than twice their asset.
  package var overTwice = 0
  /// The largest ratio of seconds watched and running time.
  package var largestRatio = 0.0
  /// Events of no second.
  package var zeroSeconds = 0
  /// Events with a rating in place of watching.
  package var stated = 0
  /// "Marked as watched", without watching.
  package var marked = 0
  /// Events of assets that the catalogue does not have.
  package var unknownAssets = 0
  /// Events that share viewer, asset and second with another one: the same view twice.
  package var repeated = 0
  /// Events that share viewer and second with another one.
  package var sameSecond = 0
  /// Viewers with such.
  package var sameSecondViewers = 0
  /// The most events of one viewer in one second.
  package var largestBurst = 0
  /// Events that begin before the viewer's event before them has ended.
  package var overlapping = 0
  /// Events at 00:00:00 exactly.
  package var atMidnight = 0
  /// Events dated after the report; those of an unbounded report are left out of everything else.
  package var future = 0
  /// The most events of all viewers in one second; `nil` where the range is longer than a month.
  package var busiestSecond: Int?
}

/// When people watched.
package struct TimeFigures: Codable, Equatable, Sendable {
  /// The length of a period.
  package enum Unit: String, Codable, Sendable {
    case day, week, month
  }

  /// What happened in one period.
  package struct Period: Codable, Equatable, Sendable {
    /// Its first day, as days since 1970 in Seoul.
    package let firstDay: Int64
    /// Events that began in it.
    package let events: Int
    /// Viewers with one.
    package let viewers: Int
    /// Viewers whose first event ever is in it.
    package let newViewers: Int
    /// Titles with one.
    package let titles: Int
    /// Seconds watched.
    package let seconds: Int
  }

  /// The unit of `periods`: days, and months where there are more than 92 days.
  package let unit: Unit
  /// Periods with an event, in order.
  package let periods: [Period]
  /// The unit of `rounds`: weeks, and months where there are more than 92 days.
  package let roundUnit: Unit
  /// The same by week (Monday first), for who is new and who comes back.
  package let rounds: [Period]
  /// Events by weekday (Monday first) and hour of the day, 0 to 23.
  package let hours: [[Int]]
  /// How often each weekday was in the range, from its first event to its last.
  package let weekdays: [Int]
}

/// How unevenly watching is spread.
package struct ActivityFigures: Codable, Equatable, Sendable {
  /// Events of each viewer with one.
  package let perViewer: Distribution
  /// Events of each title with one.
  package let perTitle: Distribution
  /// The Gini coefficient of events over all titles of the catalogue, those without one included.
  package let catalogueGini: Double
}
