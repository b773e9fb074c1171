public import PickModel

/// What became of a batch of facts: those that are not rejected are stored, now or before.
public struct BatchAnswer: Hashable, Sendable, Codable {
  /// How many were new.
  public let recorded: Int
  /// Facts about titles or assets that are not there; sending them again is of no use.
  public let rejected: [WireEventID]

  /// What became of a batch.
  public init(recorded: Int, rejected: [EventID]) {
    self.recorded = recorded
    self.rejected = rejected.map(WireEventID.init)
  }
}
