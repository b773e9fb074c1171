/// What a file was taken for, so that a person can see a wrong guess.
public struct TableForm: Equatable, Sendable {
  /// The file as it was named.
  public let file: String
  /// Whether gzip packed it.
  public let isPacked: Bool
  /// How it is encoded.
  public let encoding: TextEncoding
  /// Whether the encoding is a guess from how the text reads.
  public let isEncodingGuessed: Bool
  /// What stands between fields.
  public let separator: String
  /// Whether lines end with a carriage return alone.
  public internal(set) var endsAtReturn: Bool
  /// Whether the first row names the columns.
  public var hasHeader = true
  /// The columns that were recognised, as `--columns` takes them: "user=userId".
  public var columns: [String] = []
  /// How times are written; `nil` when none are read.
  public var times: TimeFormat?
  /// How many times could not be read and count as none.
  public var unreadTimes = 0
  /// What the rating column holds; `nil` for a table of something else.
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

/// What the caller says of a file instead of letting it be recognised.
public struct TableOptions: Equatable, Sendable {
  /// What a column of a table of ratings is.
  public enum Role: String, CaseIterable, Sendable {
    /// Who rated.
    case user
    /// What was rated.
    case item
    /// The rating, or a count.
    case rating
    /// When.
    case time
  }

  /// Columns by name, or by their number from 1.
  public var columns: [Role: String]
  /// What stands between fields, one or two bytes of ASCII.
  public var separator: String?
  /// How the file is encoded.
  public var encoding: TextEncoding?
  /// How times are written.
  public var timeFormat: TimeFormat?
  /// What the rating column holds.
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
