/// Keeps count of rows and of those that were not taken, over all files of one import.
public struct RejectedRows: Equatable, Sendable {
  /// The most rejected rows that are listed; all are counted.
  public static let listingLimit = 100_000
  /// The share of bad rows from which the whole import is refused, exclusive.
  private static let tolerated = 0.01

  /// The rejected rows, in the order they were met.
  public private(set) var listed: [RejectedRow] = []
  /// The number of rejected rows.
  public private(set) var count = 0
  /// How many of them spoke of something the other file does not have.
  package private(set) var unknown = 0
  /// How many of them lacked a field.
  package private(set) var empty = 0
  /// The number of rejected rows of each file.
  package private(set) var countByFile: [String: Int] = [:]
  /// The number of rows read, good or bad; headers and empty lines do not count.
  public private(set) var rows = 0

  /// Nothing read yet.
  public init() {}

  mutating func countRow() { rows += 1 }

  mutating func reject(file: String, line: Int, _ reason: RejectionReason) {
    count += 1
    countByFile[file, default: 0] += 1
    switch reason {
    case .unknown: unknown += 1
    case .empty: empty += 1
    case .invalidBytes, .nulByte, .fieldTooLong, .unterminatedQuote, .textAfterQuote,
      .wrongColumnCount, .malformed, .thousands, .outOfRange, .inFuture, .nameTaken:
      break
    }
    guard listed.count < Self.listingLimit else { return }
    listed.append(RejectedRow(file: file, line: line, reason: reason))
  }

  /// Throws when more than one row in a hundred was rejected.
  func check() throws(ImportError) {
    guard Double(count) > Double(rows) * Self.tolerated else { return }
    throw ImportError.tooManyRejected(rejected: listed, count: count, rows: rows)
  }
}

/// Why one row was not taken.
public enum RejectionReason: Error, Hashable, Sendable {
  /// A byte sequence that the file's encoding does not have.
  case invalidBytes(encoding: TextEncoding)
  /// A NUL byte.
  case nulByte
  /// A field longer than `limit` bytes.
  case fieldTooLong(limit: Int)
  /// A quoted field that never ends.
  case unterminatedQuote
  /// Characters between a closing quote and the next comma.
  case textAfterQuote
  /// Another number of columns than the header has.
  case wrongColumnCount(expected: Int, found: Int)
  /// A field that must not be empty is.
  case empty(column: String)
  /// A field that must be a number, date or time is not, or is out of range.
  case malformed(column: String)
  /// A number with separators between its thousands, as in "1,234".
  case thousands(column: String)
  /// A number that is read but means nothing: a rating that is not finite, an instant past all years.
  case outOfRange(column: String)
  /// A time more than a day ahead of this machine's clock: counted, it would outweigh all others.
  case inFuture(column: String)
  /// The row speaks of something the other file does not have.
  case unknown(column: String)
  /// Another row gave this name to something else.
  case nameTaken(column: String)

  /// The reason in plain English, free of what the row contains.
  public var text: String {
    switch self {
    case .invalidBytes(let encoding): "bytes that are not \(encoding.rawValue)"
    case .nulByte: "a NUL byte"
    case .fieldTooLong(let limit): "a field longer than \(limit) bytes"
    case .unterminatedQuote: "a quote that is never closed"
    case .textAfterQuote: "text after a closing quote"
    case .wrongColumnCount(let expected, let found): "\(found) columns instead of \(expected)"
    case .empty(let column): "\(column) is empty"
    case .malformed(let column): "\(column) cannot be read"
    case .thousands(let column):
      "\(column) has separators between its thousands, as in \"1,234\""
    case .outOfRange(let column): "\(column) is out of range"
    case .inFuture(let column): "\(column) lies ahead of this machine's clock"
    case .unknown(let column): "\(column) is not known"
    case .nameTaken(let column): "\(column) already names something else"
    }
  }
}

/// A row that was not taken, and why.
public struct RejectedRow: Hashable, Sendable, Encodable {
  /// The file as it was named to the import.
  public let file: String
  /// The line the row begins on; the header is line 1.
  public let line: Int
  /// Why it was not taken.
  public let reason: RejectionReason

  /// A row that was not taken.
  public init(file: String, line: Int, reason: RejectionReason) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// Writes the reason as a sentence.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(line, forKey: .line)
    try container.encode(reason.text, forKey: .reason)
  }

  private enum CodingKeys: String, CodingKey {
    case file, line, reason
  }
}
