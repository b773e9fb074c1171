/// Keeps count of rows and of those that were not taken, over all files of one import.
public struct RejectedRows: Equatable, Sendable {
  /// How many rejected rows are listed at most; all are counted.
  public static let listingLimit = 100_000
  /// The share of bad rows from which the whole import is refused, exclusive.
  static let tolerated = 0.01

  /// The rejected rows, in the order they were met.
  public private(set) var listed: [RejectedRow] = []
  /// How many rows were rejected.
  public private(set) var count = 0
  /// How many rows were read, good or bad; headers and empty lines do not count.
  public private(set) var rows = 0

  /// Nothing read yet.
  public init() {}

  mutating func countRow() { rows += 1 }

  mutating func reject(file: String, line: Int, _ reason: RejectionReason) {
    count += 1
    guard listed.count < Self.listingLimit else { return }
    listed.append(RejectedRow(file: file, line: line, reason: reason))
  }

  /// Throws when more than one row in a hundred was rejected.
  func check() throws(ImportError) {
    guard Double(count) > Double(rows) * Self.tolerated else { return }
    throw ImportError.tooManyRejected(rejected: listed, count: count, rows: rows)
  }
}
