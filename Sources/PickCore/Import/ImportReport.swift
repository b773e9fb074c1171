/// What an import stored and what it did not take.
///
/// Encodes to `{"titles","assets","viewers","events","rejected":[{"file","line","reason"}]}`.
public struct ImportReport: Equatable, Sendable, Encodable {
  /// Rows newly stored.
  public let stored: ImportCount
  /// Rows not taken, in the order of the files.
  public let rejected: [RejectedRow]

  /// What each file was taken for.
  public let forms: [TableForm]
  /// Set-top numbers that the files write both with and without leading zeros: they are different
  /// viewers, and most likely should not be.
  public let paddedNumbers: [String]

  /// What an import did.
  public init(
    stored: ImportCount, rejected: [RejectedRow], forms: [TableForm] = [],
    paddedNumbers: [String] = []
  ) {
    self.stored = stored
    self.rejected = rejected
    self.forms = forms
    self.paddedNumbers = paddedNumbers
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
