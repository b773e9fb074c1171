/// The past of a split, event by event: a log is shared, not copied, until somebody cuts it again.
struct PastEvents: Sendable {
  private let log: InteractionLog
  private let isKept: [Bool]?

  /// All of a log, or those of its events that are kept.
  init(_ log: InteractionLog, keeping isKept: [Bool]? = nil) {
    self.log = log
    self.isKept = isKept
  }

  /// A log of the past alone.
  func events() -> InteractionLog { isKept.map(log.keeping) ?? log }
}
