/// What an import stored and what it did not take.
///
/// Encodes to `{"titles","assets","viewers","events","rejected":[{"file","line","reason"}]}`.
public struct ImportReport: Equatable, Sendable, Encodable {
  /// Rows newly stored.
  public let stored: ImportCount
  /// Rows not taken, in the order of the files.
  public let rejected: [RejectedRow]

  /// What an import did.
  public init(stored: ImportCount, rejected: [RejectedRow]) {
    self.stored = stored
    self.rejected = rejected
  }

  /// Writes the counts and the list side by side.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(stored.titles, forKey: .titles)
    try container.encode(stored.assets, forKey: .assets)
    try container.encode(stored.viewers, forKey: .viewers)
    try container.encode(stored.events, forKey: .events)
    try container.encode(rejected, forKey: .rejected)
  }

  private enum CodingKeys: String, CodingKey {
    case titles, assets, viewers, events, rejected
  }
}
