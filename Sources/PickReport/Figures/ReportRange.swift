package import PickModel

/// The time a report is about.
package enum ReportRange: Hashable, Sendable, Codable {
  /// One month.
  case month(Month)
  /// Everything until the report is made.
  case everything

  /// The month; `nil` of everything.
  package var month: Month? {
    guard case .month(let month) = self else { return nil }
    return month
  }

  /// Whether an event at `instant` is part of a report made at `asOf`.
  func contains(_ instant: Instant, asOf: Instant) -> Bool {
    switch self {
    case .month(let month): month.start <= instant && instant < month.end
    case .everything: instant <= asOf
    }
  }

  /// Reads "2023-08" or "all".
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    self = Month(text).map(ReportRange.month) ?? .everything
  }

  /// Writes "2023-08" or "all".
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(month?.description ?? "all")
  }
}
