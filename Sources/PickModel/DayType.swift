/// The kinds of day that viewing differs by.
public enum DayType: String, CaseIterable, Codable, Sendable {
  /// Monday to Friday, except Friday night.
  case weekday
  /// Friday from 18:00 to Saturday 02:00 in Seoul, "불금".
  case fridayNight
  /// Saturday and Sunday, except the hours that belong to Friday night.
  case weekend

  /// The kind of day a wall clock in Seoul is in.
  public init(_ time: SeoulTime) {
    switch (time.weekday, time.hour) {
    case (5, 18...), (6, ..<2): self = .fridayNight
    case (6...7, _): self = .weekend
    default: self = .weekday
    }
  }
}
