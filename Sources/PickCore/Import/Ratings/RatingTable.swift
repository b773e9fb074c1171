/// A table of ratings or of pairs, opened: separator, header and columns recognised.
struct RatingTable: ~Copyable {
  var table: CSVTable
  let columns: RatingColumns
  /// What it was taken for, but for times and values.
  let form: TableForm
  /// Some fields of the column of times.
  let someTimes: [[UInt8]]
  /// Whether a comma may stand for the point of a number.
  let hasDecimalCommas: Bool

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - options: what the caller says of it.
  ///   - needed: which columns have to be there.
  /// - Throws: `ImportError`, `wrongHeader` and `missingColumns` among them.
  init(
    _ path: String, options: TableOptions, needed: [TableOptions.Role]
  ) throws(ImportError) {
    var reader = try CSVReader(path, declared: options.encoding)
    var (dialect, skipped) = Self.declared(&reader, options)
    dialect = dialect ?? Self.recognised(reader, skipped: skipped)
    reader.recogniseReturns()
    let endsAtReturn = reader.dialect.endsAtReturn
    reader.dialect = dialect ?? CSVDialect(endsAtReturn: true)
    var record = CSVRecord()
    for _ in 0..<skipped { _ = try reader.next(&record) }
    let rows = reader.sample(reader.dialect, limit: Self.sampled)
    guard !rows.isEmpty else {
      throw .wrongHeader(file: path, missing: needed.map(Self.name))
    }
    let columns: RatingColumns
    do throws(RatingColumns.Missing) {
      columns = try RatingColumns(
        rows, encoding: reader.encoding, asked: options.columns, needed: needed)
    } catch {
      switch error {
      case .roles(let roles): throw .wrongHeader(file: path, missing: roles.map(Self.name))
      case .asked(let names): throw .missingColumns(file: path, columns: names)
      }
    }
    if columns.hasHeader { _ = try reader.next(&record) }
    self.columns = columns
    hasDecimalCommas = reader.dialect.separator != [CSVGrammar.comma]
    var form = TableForm(reader)
    form.endsAtReturn = endsAtReturn
    form.hasHeader = columns.hasHeader
    form.columns = columns.described
    self.form = form
    let time = columns.places[.time]
    someTimes = rows.dropFirst(columns.hasHeader ? 1 : 0).compactMap { row in
      time.flatMap { row.indices.contains($0) ? row[$0] : nil }
    }
    table = CSVTable(
      reader, columns: TableOptions.Role.allCases.map { columns.places[$0] },
      columnCount: columns.count)
  }

  /// What reasons call the column of a role.
  static func name(_ role: TableOptions.Role) -> String {
    role == .time ? "timestamp" : role.rawValue
  }

  /// How many rows are looked at.
  private static let sampled = 1000
  /// What is tried; of equals the earlier one.
  private static let separators: [[UInt8]] = [
    Array("::".utf8), [0x09], [0x3B], [0x7C], [0x2C], [0x20],
  ]

  private static func dialect(_ separator: [UInt8]) -> CSVDialect {
    // Files with two colons are written without quotes, and names may begin with one.
    CSVDialect(separator: separator, hasQuotes: separator.count == 1, endsAtReturn: true)
  }

  /// The dialect that was named, and how many rows come before the table: "sep=;" of spreadsheets,
  /// comments with "%".
  private static func declared(
    _ reader: inout CSVReader, _ options: TableOptions
  ) -> (CSVDialect?, skipped: Int) {
    let asked = options.separator.map { dialect(Array($0.utf8)) }
    // A separator no text has gives whole lines.
    let lines = reader.sample(
      CSVDialect(separator: [1], hasQuotes: false, endsAtReturn: true), limit: Self.sampled)
    let marks = Array("sep=".utf8)
    if let first = lines.first?.first, first.starts(with: marks),
      (marks.count + 1...marks.count + 2).contains(first.count)
    {
      return (asked ?? dialect(Array(first.dropFirst(marks.count))), 1)
    }
    return (asked, lines.prefix { $0.first?.first == UInt8(ascii: "%") }.count)
  }

  /// The separator with which the rows have equally many columns, and the header known names.
  private static func recognised(_ reader: borrowing CSVReader, skipped: Int) -> CSVDialect? {
    var best: (score: (Int, Int), dialect: CSVDialect)?
    for separator in separators {
      let dialect = dialect(separator)
      let rows = Array(reader.sample(dialect, limit: 50 + skipped).dropFirst(skipped))
      guard let first = rows.first, first.count > 1 else { continue }
      let isKnown =
        (try? RatingColumns(rows, encoding: reader.encoding, asked: [:], needed: [.user, .item]))
        != nil
      let alike = rows.count { $0.count == first.count } * 20 / rows.count
      let score = (isKnown ? 1 : 0, alike)
      if best.map({ score > $0.score }) ?? true { best = (score, dialect) }
    }
    return best?.dialect
  }
}
