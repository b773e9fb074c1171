import PickSystem

/// A gzipped table of numbers that is read row by row: lines of fields between commas, without
/// quotation marks, the first line the names of the columns.
///
/// Numbers are written as Swift or Java write them: 12, 0.5, 1.0E-4.
struct CountsTable: ~Copyable {
  /// The greatest length of a line, in bytes: four numbers have 80 at most.
  private static let longestLine = 200

  private let name: String
  private let columns: [String]
  private let rows: Int
  private var file: InputFile
  private var buffer: [UInt8] = []
  private var position = 0
  /// The beginnings of the fields of the current row, and one past the end of the last one.
  private var bounds: [Int] = []
  /// The number of the current line, from 1.
  private(set) var line = 0

  /// Opens a table and reads its header.
  ///
  /// - Parameters:
  ///   - folder: where it is.
  ///   - entry: what the manifest says of it.
  ///   - columns: the names its header must have.
  /// - Returns: the table, before its first row.
  /// - Throws: `CountsError` where there is no such table.
  static func opened(
    _ folder: String, _ entry: FileManifest.File, columns: [String]
  ) throws(CountsError) -> CountsTable {
    var table = CountsTable(entry, columns, try open(folder, entry))
    guard try table.advance() else { throw table.bad(.emptyFile) }
    let header = (0..<table.fieldCount).map { String(decoding: table.field($0), as: UTF8.self) }
    guard header == columns else { throw table.bad(.wrongHeader(expected: columns)) }
    return table
  }

  private init(_ entry: FileManifest.File, _ columns: [String], _ file: consuming InputFile) {
    name = entry.name
    rows = entry.rows
    self.columns = columns
    self.file = file
  }

  private static func open(
    _ folder: String, _ entry: FileManifest.File
  ) throws(CountsError) -> InputFile {
    do { return try InputFile("\(folder)/\(entry.name)") } catch {
      throw CountsError(entry.name, error)
    }
  }

  /// Goes on to the next row; `false` after the last one.
  ///
  /// - Throws: `CountsError` for a row of another number of fields, and where there are more or fewer
  ///   rows than the manifest says.
  mutating func next() throws(CountsError) -> Bool {
    guard try advance() else {
      guard line - 1 == rows else {
        throw CountsError(name, line: line, .otherRows(named: rows, found: line - 1))
      }
      return false
    }
    guard line - 1 <= rows else { throw bad(.moreRows(named: rows)) }
    guard fieldCount == columns.count else {
      throw bad(.fieldCount(expected: columns.count, found: fieldCount))
    }
    return true
  }

  /// A whole number of the current row, within bounds.
  func integer(_ column: Int, in range: ClosedRange<Int64>) throws(CountsError) -> Int64 {
    let digits = field(column)
    var number: Int64 = 0
    var hasOverflow = false
    let isNegative = digits.first == UInt8(ascii: "-")
    for digit in digits.dropFirst(isNegative ? 1 : 0) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else {
        throw bad(.notWhole(column: columns[column]))
      }
      let tens = number.multipliedReportingOverflow(by: 10)
      let value = Int64(digit - UInt8(ascii: "0"))
      let sum =
        isNegative
        ? tens.partialValue.subtractingReportingOverflow(value)
        : tens.partialValue.addingReportingOverflow(value)
      hasOverflow = hasOverflow || tens.overflow || sum.overflow
      number = sum.partialValue
    }
    guard digits.count > (isNegative ? 1 : 0) else {
      throw bad(.notWhole(column: columns[column]))
    }
    guard !hasOverflow, range.contains(number) else {
      throw bad(.outOfRange(column: columns[column]))
    }
    return number
  }

  /// A number of the current row, finite and within bounds, 0 excepted.
  func real<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ column: Int, upTo most: Number
  ) throws(CountsError) -> Number {
    let bytes = field(column)
    // Swift reads "nan", "inf" and hexadecimal digits, too.
    let isPlain = bytes.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    guard isPlain, let number = Number(String(decoding: bytes, as: UTF8.self)) else {
      throw bad(.notNumber(column: columns[column]))
    }
    guard number.isFinite, number > 0, number <= most else {
      throw bad(.outOfRange(column: columns[column]))
    }
    return number
  }

  /// An error of the current line.
  func bad(_ reason: CountsError.Reason) -> CountsError {
    CountsError(name, line: max(1, line), reason)
  }

  // MARK: - Lines

  private var fieldCount: Int { bounds.count - 1 }

  private func field(_ place: Int) -> ArraySlice<UInt8> {
    buffer[bounds[place]..<bounds[place + 1] - 1]
  }

  /// Finds the fields of the next line; `false` at the end.
  private mutating func advance() throws(CountsError) -> Bool {
    bounds.removeAll(keepingCapacity: true)
    bounds.append(position)
    var place = position
    while true {
      if place == buffer.count {
        let kept = bounds[0]
        let isMore = try fill(from: kept)
        place -= kept
        for index in bounds.indices { bounds[index] -= kept }
        if !isMore {
          guard place > 0 else { return false }
          // The last line may have no end.
          buffer.append(UInt8(ascii: "\n"))
        }
      }
      guard place - bounds[0] <= Self.longestLine else {
        line += 1
        throw bad(.longLine)
      }
      let byte = buffer[place]
      place += 1
      if byte == UInt8(ascii: ",") { bounds.append(place) }
      if byte == UInt8(ascii: "\n") {
        bounds.append(place)
        position = place
        line += 1
        return true
      }
    }
  }

  /// Forgets what was read before a place and reads on; `false` at the end of the file.
  private mutating func fill(from kept: Int) throws(CountsError) -> Bool {
    buffer.removeFirst(kept)
    position -= kept
    do { return try file.read(1 << 18, appendingTo: &buffer) > 0 } catch {
      throw CountsError(name, error)
    }
  }
}
