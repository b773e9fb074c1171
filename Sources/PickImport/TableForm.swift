/// The recognised form of a file, printed so that a wrong guess is seen.
public struct TableForm: Equatable, Sendable {
  /// The file as it was named.
  public let file: String
  /// Whether gzip packed it.
  public let isPacked: Bool
  /// Its encoding.
  public let encoding: TextEncoding
  /// Whether the encoding is a guess from how the text reads.
  public let isEncodingGuessed: Bool
  /// The separator of fields.
  public let separator: String
  /// Whether lines end with a carriage return alone.
  public internal(set) var endsAtReturn: Bool
  /// Whether the first row names the columns.
  public var hasHeader = true
  /// The columns that were recognised, as `--columns` takes them: "user=userId".
  public var columns: [String] = []
  /// The format of times; `nil` when none are read.
  public var times: TimeFormat?
  /// The number of times that could not be read and count as none.
  public var unreadTimes = 0
  /// The kind of the rating column; `nil` for a table of something else.
  public var values: RatingValues?
  /// From the lowest to the highest rating or count.
  public var scale: ClosedRange<Double>?

  init(_ reader: borrowing CSVReader) {
    file = reader.name
    isPacked = reader.isPacked
    encoding = reader.fileEncoding
    isEncodingGuessed = reader.isGuessed
    separator = String(decoding: reader.dialect.separator, as: UTF8.self)
    endsAtReturn = reader.dialect.endsAtReturn
  }
}

/// The form of a file as the caller states it; the rest is recognised.
public struct TableOptions: Equatable, Sendable {
  /// The roles of columns in a table of ratings.
  public enum Role: String, CaseIterable, Sendable {
    /// The rater.
    case user
    /// The rated item.
    case item
    /// The rating, or a count.
    case rating
    /// When.
    case time
  }

  /// Columns by name, or by their number from 1.
  public var columns: [Role: String]
  /// The separator of fields, one or two bytes of ASCII.
  public var separator: String?
  /// The encoding.
  public var encoding: TextEncoding?
  /// The format of times.
  public var timeFormat: TimeFormat?
  /// The kind of the rating column.
  public var values: RatingValues?

  /// By default all is recognised.
  public init(
    columns: [Role: String] = [:], separator: String? = nil, encoding: TextEncoding? = nil,
    timeFormat: TimeFormat? = nil, values: RatingValues? = nil
  ) {
    self.columns = columns
    self.separator = separator
    self.encoding = encoding
    self.timeFormat = timeFormat
    self.values = values
  }
}
