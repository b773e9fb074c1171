/// A table of ratings or of pairs, opened: separator, header and columns recognised.
struct RatingTable: ~Copyable {
  var table: CSVTable
  let columns: RatingColumns
  /// The recognised form, without times and values.
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

  /// The name of a role's column in reasons.
  static func name(_ role: TableOptions.Role) -> String {
    role == .time ? "timestamp" : role.rawValue
  }

  /// The number of rows in the sample.
  private static let sampled = 1000
  /// The separators that are tried; of equals the earlier one is chosen.
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

/// Ratings grouped by user, each user's in the order of arrival, no item twice: of repeated ratings
/// the latest stands, counts add up.
struct GroupedRatings {
  private(set) var rowOffsets = [0]
  private(set) var columns: [Int32] = []
  private(set) var ratings: [Double] = []
  private(set) var times: [Int64] = []

  init(_ rows: RatingRows) {
    let order = Self.byUser(rows.user, count: rows.users.count)
    columns.reserveCapacity(order.count)
    ratings.reserveCapacity(order.count)
    times.reserveCapacity(order.count)
    // Where the item's rating by the user at hand is; older users' places are below the row.
    var cellOf = [Int](repeating: -1, count: rows.items.count)
    var position = 0
    for user in 0..<rows.users.count {
      let start = columns.count
      while position < order.count, rows.user[order[position]] == user {
        add(order[position], of: rows, from: start, &cellOf)
        position += 1
      }
      rowOffsets.append(columns.count)
    }
  }

  private mutating func add(
    _ row: Int, of rows: RatingRows, from start: Int, _ cellOf: inout [Int]
  ) {
    let item = Int(rows.item[row])
    let time = rows.hasTimes ? rows.times[row] : 0
    let cell = cellOf[item]
    if cell >= start {
      if rows.values == .counts {
        ratings[cell] += rows.ratings[row]
        times[cell] = max(times[cell], time)
        return
      }
      guard time >= times[cell] else { return }
      ratings[cell] = rows.ratings[row]
      times[cell] = time
    } else {
      cellOf[item] = columns.count
      columns.append(rows.item[row])
      ratings.append(rows.ratings[row])
      times.append(time)
    }
  }

  /// Row numbers by user, in the file's order within one: a counting sort.
  private static func byUser(_ users: [Int32], count: Int) -> [Int] {
    var next = [Int](repeating: 0, count: count + 1)
    for user in users { next[Int(user) + 1] += 1 }
    for user in 0..<count { next[user + 1] += next[user] }
    var order = [Int](repeating: 0, count: users.count)
    for (row, user) in users.enumerated() {
      order[next[Int(user)]] = row
      next[Int(user)] += 1
    }
    return order
  }
}
