/// The rows of a ratings file as they come, names numbered.
struct RatingRows {
  private static let required = ["user", "item", "rating"]
  private static let timestamp = "timestamp"

  var users = NameTable()
  var items = NameTable()
  private(set) var user: [Int32] = []
  private(set) var item: [Int32] = []
  private(set) var ratings: [Double] = []
  private(set) var times: [Int64] = []
  let encoding: TextEncoding
  let hasTimes: Bool

  init(
    _ path: String, needsTimes: Bool, encoding: TextEncoding?, progress: (ImportProgress) -> Void
  ) throws(ImportError) {
    var table = try CSVTable(
      path, required: Self.required + (needsTimes ? [Self.timestamp] : []),
      optional: needsTimes ? [] : [Self.timestamp], encoding: encoding, mayHaveTabs: true)
    self.encoding = table.encoding
    hasTimes = table.has(3)
    var rejected = RejectedRows()
    try table.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in try add(row)
    }
    try rejected.refuseAny()
  }

  private mutating func add(_ row: CSVRow) throws(RejectionReason) {
    let (user, item) = (row.bytes(0), row.bytes(1))
    guard !user.isEmpty else { throw .empty(column: Self.required[0]) }
    guard !item.isEmpty else { throw .empty(column: Self.required[1]) }
    let rating = try Self.rating(row.bytes(2))
    if hasTimes { times.append(try Self.seconds(row.bytes(3))) }
    ratings.append(rating)
    self.user.append(users.number(adding: user))
    self.item.append(items.number(adding: item))
  }

  private static func rating(_ field: ArraySlice<UInt8>) throws(RejectionReason) -> Double {
    guard !FieldNumber.trimmed(field).isEmpty else { throw .empty(column: required[2]) }
    guard let rating = FieldNumber.real(field) else { throw .malformed(column: required[2]) }
    guard rating.isFinite, rating.magnitude <= highest else {
      throw .outOfRange(column: required[2])
    }
    return rating
  }

  private static func seconds(_ field: ArraySlice<UInt8>) throws(RejectionReason) -> Int64 {
    let bytes = FieldNumber.trimmed(field)
    guard !bytes.isEmpty else { throw .empty(column: timestamp) }
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = isNegative ? bytes.dropFirst() : bytes
    guard let value = FieldNumber.whole(digits) else {
      // Digits that are too many for a number are a number all the same.
      let isNumber = digits.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      if isNumber, !digits.isEmpty { throw .outOfRange(column: timestamp) }
      throw .malformed(column: timestamp)
    }
    let seconds = isNegative ? -Int64(value) : Int64(value)
    guard years.contains(seconds) else { throw .outOfRange(column: timestamp) }
    return seconds
  }

  /// Squares and sums of ratings stay finite in single precision up to here.
  private static let highest = 1e9
  /// The years 1 to 9999, in seconds since 1970.
  private static let years: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
}

extension RejectedRows {
  /// Throws when a row was rejected: for files that are taken whole or not at all.
  func refuseAny() throws(ImportError) {
    guard let first = listed.first else { return }
    throw .badRow(first: first, count: count)
  }
}
