/// A CSV file with a header: rows by column name, bad ones counted and listed.
///
/// Tabs, semicolons or bars may stand for the commas: the header tells.
struct CSVTable: ~Copyable {
  private var reader: CSVReader
  private var record: CSVRecord
  private let columnCount: Int
  private let columns: [Int?]

  /// Opens a file and finds its columns; the order in the file does not matter.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - required: columns it must have, by name; rows know them by their place in this list.
  ///   - optional: columns it may have, numbered on from the required ones.
  ///   - encoding: its encoding, when it is declared.
  /// - Throws: `ImportError` when the file cannot be read or lacks a required column.
  init(
    _ path: String, required: [String], optional: [String] = [], encoding: TextEncoding? = nil
  ) throws(ImportError) {
    var reader = try CSVReader(path, declared: encoding)
    reader.recogniseReturns()
    for separator in Self.separators {
      let dialect = CSVDialect(separator: separator, endsAtReturn: reader.dialect.endsAtReturn)
      guard let header = reader.sample(dialect, limit: 1).first else { continue }
      let names = Self.names(header, reader.encoding)
      guard required.allSatisfy(names.contains) else { continue }
      reader.dialect = dialect
      break
    }
    var record = CSVRecord()
    guard case .record? = try reader.next(&record) else {
      throw ImportError.wrongHeader(file: path, missing: required)
    }
    let names = Self.names(
      record.ends.indices.map { Array(record.field($0)) }, reader.encoding)
    let missing = required.filter { !names.contains($0) }
    guard missing.isEmpty else { throw ImportError.wrongHeader(file: path, missing: missing) }
    self.reader = reader
    self.record = record
    columnCount = names.count
    columns = (required + optional).map { names.firstIndex(of: $0) }
  }

  /// Opens a file without a header.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - dialect: how it is written.
  ///   - columns: by place in the rows' columns, the column of the file.
  ///   - columnCount: how many there are.
  ///   - encoding: its encoding, when it is declared.
  /// - Throws: `ImportError` when the file cannot be read.
  init(
    _ path: String, dialect: CSVDialect, columns: [Int], columnCount: Int,
    encoding: TextEncoding? = nil
  ) throws(ImportError) {
    reader = try CSVReader(path, declared: encoding)
    reader.recogniseReturns()
    reader.dialect = CSVDialect(
      separator: dialect.separator, hasQuotes: dialect.hasQuotes,
      endsAtReturn: reader.dialect.endsAtReturn)
    record = CSVRecord()
    self.columnCount = columnCount
    self.columns = columns
  }

  /// Goes on with a reader that stands at the first row.
  init(_ reader: consuming CSVReader, columns: [Int?], columnCount: Int) {
    self.reader = reader
    record = CSVRecord()
    self.columns = columns
    self.columnCount = columnCount
  }

  private static let separators: [[UInt8]] = [[0x2C], [0x09], [0x3B], [0x7C]]

  /// The encoding of fields.
  var encoding: TextEncoding { reader.encoding }
  /// The recognised form of the file.
  var form: TableForm { TableForm(reader) }
  /// Whether the file has the column of this place in `required + optional`.
  func has(_ column: Int) -> Bool { columns[column] != nil }

  /// Hands every row to `body`; a row it throws on is rejected with that reason.
  mutating func forEachRow(
    rejected: inout RejectedRows, progress: (ImportProgress) -> Void,
    _ body: (CSVRow) throws(RejectionReason) -> Void
  ) throws(ImportError) {
    let step = max(1, reader.size / 100)
    var nextReport = step
    while let entry = try reader.next(&record) {
      rejected.countRow()
      do {
        try take(entry, body)
      } catch {
        rejected.reject(file: reader.name, line: record.line, error)
      }
      guard reader.position >= nextReport else { continue }
      nextReport = reader.position + step
      guard !Task.isCancelled else { throw ImportError.cancelled }
      progress(.reading(file: reader.name, bytes: reader.position, of: reader.size))
    }
    progress(.reading(file: reader.name, bytes: reader.size, of: reader.size))
  }

  private func take(
    _ entry: CSVReader.Entry, _ body: (CSVRow) throws(RejectionReason) -> Void
  ) throws(RejectionReason) {
    if case .rejected(let reason) = entry { throw reason }
    let found = record.ends.count
    guard found == columnCount else {
      throw .wrongColumnCount(expected: columnCount, found: found)
    }
    guard reader.encoding.isValid(record.bytes) else {
      throw .invalidBytes(encoding: reader.fileEncoding)
    }
    try body(CSVRow(record: record, columns: columns, encoding: reader.encoding))
  }

  /// The longest name of a column, in bytes: a longer one is never asked for, and
  /// comparing it costs the more the stranger it is.
  static let longestName = 128

  /// The names of a header; empty where a field is none.
  static func names(_ header: [[UInt8]], _ encoding: TextEncoding) -> [String] {
    header.map { field in
      guard field.count <= longestName, let name = encoding.text(field[...]) else { return "" }
      return ImportedText.cleaned(name)
    }
  }
}

/// One row of a table.
struct CSVRow {
  let record: CSVRecord
  let columns: [Int?]
  let encoding: TextEncoding

  /// The line it begins on, from 1.
  var line: Int { record.line }

  /// The bytes of a column; none when the file lacks it.
  func bytes(_ column: Int) -> ArraySlice<UInt8> {
    columns[column].map { record.field($0) } ?? []
  }

  /// A column as it is stored: cleaned, trimmed; empty when the file lacks it.
  func text(_ column: Int) throws(RejectionReason) -> String {
    let bytes = bytes(column)
    guard !bytes.isEmpty else { return "" }
    guard let text = encoding.text(bytes) else { throw .invalidBytes(encoding: encoding) }
    return ImportedText.cleaned(text)
  }
}

/// The separators of a table's fields and records.
struct CSVDialect: Equatable, Sendable {
  /// The separator of fields: one byte or two.
  let separator: [UInt8]
  /// Whether a field may be quoted.
  let hasQuotes: Bool
  /// Whether a carriage return alone ends a record too.
  var endsAtReturn: Bool

  /// A way to write tables.
  init(separator: [UInt8] = [CSVGrammar.comma], hasQuotes: Bool = true, endsAtReturn: Bool = false)
  {
    precondition((1...2).contains(separator.count), "one byte or two")
    self.separator = separator
    self.hasQuotes = hasQuotes
    self.endsAtReturn = endsAtReturn
  }

  /// RFC 4180.
  static let csv = CSVDialect()
}
