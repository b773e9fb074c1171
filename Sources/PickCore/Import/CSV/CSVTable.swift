/// A CSV file with a header: rows by column name, bad ones counted and listed.
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
  ///   - mayHaveTabs: whether tabs separate the columns when the header holds one.
  /// - Throws: `ImportError` when the file cannot be read or lacks a required column.
  init(
    _ path: String, required: [String], optional: [String] = [], encoding: TextEncoding? = nil,
    mayHaveTabs: Bool = false
  ) throws(ImportError) {
    var reader = try CSVReader(path, declared: encoding)
    if mayHaveTabs { reader.recogniseTabs() }
    var record = CSVRecord()
    guard case .record? = try reader.next(&record), let names = Self.names(record, reader.encoding)
    else { throw ImportError.wrongHeader(file: path, missing: required) }
    let missing = required.filter { !names.contains($0) }
    guard missing.isEmpty else { throw ImportError.wrongHeader(file: path, missing: missing) }
    self.reader = reader
    self.record = record
    columnCount = names.count
    columns = (required + optional).map { names.firstIndex(of: $0) }
  }

  /// How the fields are encoded.
  var encoding: TextEncoding { reader.encoding }
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
      throw .invalidBytes(encoding: reader.encoding)
    }
    try body(CSVRow(record: record, columns: columns, encoding: reader.encoding))
  }

  private static func names(_ record: CSVRecord, _ encoding: TextEncoding) -> [String]? {
    var names: [String] = []
    for index in record.ends.indices {
      guard let name = encoding.text(record.field(index)) else { return nil }
      names.append(ImportedText.cleaned(name))
    }
    return names
  }
}

/// One row of a table.
struct CSVRow {
  let record: CSVRecord
  let columns: [Int?]
  let encoding: TextEncoding

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
