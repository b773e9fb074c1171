/// Why an import did not happen; nothing was changed.
public enum ImportError: Error, Equatable, Sendable {
  /// The database is a demo world.
  case demoDatabase
  /// There is no such file.
  case missingFile(file: String)
  /// It is there but cannot be read, or is no regular file.
  case unreadableFile(file: String, reason: String)
  /// The file has no bytes at all.
  case emptyFile(file: String)
  /// The first line lacks columns that are needed, or is no header.
  case wrongHeader(file: String, missing: [String])
  /// The file is no table of text.
  case otherFormat(file: String, format: FileFormat)
  /// One rating of a file is far above all others: ratings or counts, it cannot be told.
  case unclearValues(file: String, usual: Double, highest: Double)
  /// The columns that were named are not in the file.
  case missingColumns(file: String, columns: [String])
  /// The file is in an encoding that is recognised but not read (UTF-32).
  case unsupportedEncoding(file: String, encoding: String)
  /// More than one row in a hundred is bad. `rejected` lists them, up to
  /// `RejectedRows.listingLimit`; `count` counts all.
  case tooManyRejected(rejected: [RejectedRow], count: Int, rows: Int)
  /// A file that is taken whole or not at all has bad rows: the first one, and how many there are.
  case badRow(first: RejectedRow, count: Int)
  /// A set-top number of the files belongs to an account from another source.
  case accountNumberTaken
  /// The import was cancelled.
  case cancelled
  /// The store refused.
  case store(StoreError)
}
