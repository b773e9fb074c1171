import ArgumentParser
import PickModel

/// The option that bounds events by a last day in Seoul.
struct LastDayOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The last day in Seoul whose events count (default: today).", valueName: "yyyy-mm-dd"),
    transform: SeoulTime.date)
  var to: SeoulTime?

  /// The first instant after the last day.
  func end(now: Instant) -> Instant {
    SeoulTime(dayNumber: (to ?? SeoulTime(now)).dayNumber + 1).instant
  }
}

extension SeoulTime {
  /// The beginning of a day by its number.
  init(dayNumber: Int64) {
    self.init(Instant(secondsSince1970: dayNumber * 86_400 - 9 * 3600))
  }

  /// The date as 2023-08-01.
  var dayText: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
