/// When a title may be offered: from `start` (inclusive) to `end` (exclusive), open where `nil`.
public struct Availability: Hashable, Sendable, Codable {
  /// The first instant the title may be offered.
  public let start: Instant?
  /// The first instant it may no longer be offered.
  public let end: Instant?

  /// Offered for ever.
  public static let always = Availability(start: nil, end: nil)

  /// Offered within a window.
  public init(start: Instant?, end: Instant?) {
    self.start = start
    self.end = end
  }

  /// Whether the title may be offered at `instant`.
  public func contains(_ instant: Instant) -> Bool {
    (start.map { $0 <= instant } ?? true) && (end.map { instant < $0 } ?? true)
  }
}
