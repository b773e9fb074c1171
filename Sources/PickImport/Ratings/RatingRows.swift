/// The rows of a ratings file as they come, names numbered.
struct RatingRows {
  var users = NameTable()
  var items = NameTable()
  private(set) var user: [Int32] = []
  private(set) var item: [Int32] = []
  private(set) var ratings: [Double] = []
  private(set) var times: [Int64] = []
  private(set) var rejected = RejectedRows()
  private(set) var form: TableForm
  let encoding: TextEncoding
  let hasTimes: Bool
  let values: RatingValues

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - needsTimes: whether a file without times is refused.
  ///   - forgivesTimes: whether a time that cannot be read is none, and its row good all the same.
  ///   - options: what the caller says of the file.
  ///   - progress: called about a hundred times.
  /// - Throws: `ImportError`.
  init(
    _ path: String, needsTimes: Bool, forgivesTimes: Bool, options: TableOptions,
    progress: (ImportProgress) -> Void
  ) throws(ImportError) {
    let needsValues = options.values != nil && options.values != .yes
    var opened = try RatingTable(
      path, options: options,
      needed: [.user, .item] + (needsValues ? [.rating] : []) + (needsTimes ? [.time] : []))
    let hasTimes = opened.columns.places[.time] != nil
    let hasValues = opened.columns.places[.rating] != nil && options.values != .yes
    let format =
      hasTimes ? options.timeFormat ?? TimeFormat.recognised(in: opened.someTimes) : nil
    let parsing = Parsing(
      times: format, hasValues: hasValues, hasDecimalCommas: opened.hasDecimalCommas)
    encoding = opened.table.encoding
    self.hasTimes = hasTimes
    form = opened.form
    var (users, items) = (NameTable(), NameTable())
    var (user, item): ([Int32], [Int32]) = ([], [])
    var (ratings, times): ([Double], [Int64]) = ([], [])
    var rejected = RejectedRows()
    var unread = 0
    var highest = (rating: -Double.infinity, line: 0)
    try opened.table.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in
      let names = try Self.names(row)
      let rating = try parsing.rating(row)
      if hasTimes {
        do throws(RejectionReason) { times.append(try parsing.time(row)) } catch {
          guard forgivesTimes else { throw error }
          times.append(0)
          unread += 1
        }
      }
      if rating > highest.rating { highest = (rating, row.line) }
      ratings.append(rating)
      user.append(users.number(adding: names.0))
      item.append(items.number(adding: names.1))
    }
    try rejected.checkTable()
    if let said = options.values {
      values = said
    } else if !hasValues {
      values = .yes
    } else {
      values = try RatingValues.recognised(
        ratings, name: opened.columns.plainName(.rating), file: path, highestAt: highest.line)
    }
    form.times = format
    form.unreadTimes = unread
    form.values = values
    if let low = ratings.min(), let high = ratings.max(), hasValues { form.scale = low...high }
    (self.users, self.items, self.user, self.item) = (users, items, user, item)
    (self.ratings, self.times, self.rejected) = (ratings, times, rejected)
  }

  /// The user and the item of a row, without surrounding blanks.
  static func names(
    _ row: CSVRow
  ) throws(RejectionReason) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
    let (user, item) = (FieldNumber.trimmed(row.bytes(0)), FieldNumber.trimmed(row.bytes(1)))
    guard !user.isEmpty else { throw .empty(column: "user") }
    guard !item.isEmpty else { throw .empty(column: "item") }
    return (user, item)
  }

  /// The rules by which the numbers of a file are read.
  private struct Parsing {
    let times: TimeFormat?
    let hasValues: Bool
    let hasDecimalCommas: Bool

    func rating(_ row: CSVRow) throws(RejectionReason) -> Double {
      guard hasValues else { return 1 }
      let (field, column) = (row.bytes(2), "rating")
      guard !FieldNumber.trimmed(field).isEmpty else { throw .empty(column: column) }
      guard let rating = number(field) else {
        if FieldNumber.hasThousands(field) { throw .thousands(column: column) }
        throw .malformed(column: column)
      }
      guard rating.isFinite, rating.magnitude <= Self.highest else {
        throw .outOfRange(column: column)
      }
      return rating
    }

    private func number(_ field: ArraySlice<UInt8>) -> Double? {
      if let number = FieldNumber.real(field) { return number }
      guard hasDecimalCommas, !FieldNumber.hasThousands(field) else { return nil }
      return FieldNumber.decimalComma(field)
    }

    func time(_ row: CSVRow) throws(RejectionReason) -> Int64 {
      try TimeField.seconds(row.bytes(3), times ?? .seconds, column: "timestamp")
    }

    /// Squares and sums of ratings stay finite in single precision up to here.
    private static let highest = 1e9
  }
}

extension RejectedRows {
  /// Throws when more than one row in a hundred was rejected, and names the first of them.
  func checkTable() throws(ImportError) {
    do { try check() } catch {
      guard let first = listed.first else { throw error }
      throw .badRow(first: first, count: count)
    }
  }
}

/// The kind of numbers in a ratings file.
public enum RatingValues: String, CaseIterable, Equatable, Sendable {
  /// A stated opinion: stars, points, thumbs.
  case ratings
  /// How often or how long something was played: more is more, and every row is a yes.
  case counts
  /// There is no such number: every row is a yes.
  case yes

  /// The kind of a column.
  ///
  /// Scales of stars end at 5, 10, 20 or 100 and are used all over; counts begin at 1 and have a
  /// long tail. So numbers are counts when the column says so, when one in a hundred is over 100,
  /// or when they are whole, go beyond 10 and one in a hundred is 5 times the middle one or more.
  ///
  /// - Parameters:
  ///   - ratings: all numbers of the column.
  ///   - name: what the header calls it.
  ///   - file: for the error.
  ///   - line: where the highest of them stands, for the error.
  /// - Returns: ratings or counts.
  /// - Throws: `ImportError.unclearValues`, when few numbers are far above a scale that the others
  ///   keep to.
  static func recognised(
    _ ratings: [Double], name: String?, file: String, highestAt line: Int
  ) throws(ImportError) -> RatingValues {
    guard let lowest = ratings.min(), let highest = ratings.max(), lowest >= 0 else {
      return .ratings
    }
    if let name, RatingColumns.countNames.contains(name) { return .counts }
    let step = max(1, ratings.count / 100_000)
    let sample = stride(from: 0, to: ratings.count, by: step).map { ratings[$0] }.sorted()
    let (middle, high) = (sample[sample.count / 2], sample[sample.count * 99 / 100])
    // A slip of the hand, 45 for 4.5, would become the scale's end and weigh all others anew.
    if ratings.count >= 100, high <= 10, highest > max(10, 2 * high) {
      throw .unclearValues(file: file, line: line, usual: high, highest: highest)
    }
    if high > 100 { return .counts }
    let isWhole = sample.allSatisfy { $0 == $0.rounded() }
    return isWhole && high > 10 && high >= 5 * middle ? .counts : .ratings
  }
}
