import CMariaDB

/// Where the library puts the columns of a row; lives as long as its statement.
///
/// Numbers arrive in slots of eight bytes, everything else in buffers that grow with the longest
/// value seen.
final class Columns {
  private static let firstCapacity = 256

  /// What a column holds unless it is null.
  enum Content {
    case integer
    case real
    case bytes
  }

  let names: [String]
  private let count: Int
  private let contents: [Content]
  private let binds: UnsafeMutablePointer<MYSQL_BIND>
  private let slots: UnsafeMutablePointer<UInt64>
  private let lengths: UnsafeMutablePointer<UInt>
  private let nulls: UnsafeMutablePointer<my_bool>
  private var texts: [UnsafeMutableRawBufferPointer?]

  /// The columns of a statement that was prepared; `nil` when it answers no rows.
  init?(of statement: UnsafeMutablePointer<MYSQL_STMT>) {
    guard let metadata = mysql_stmt_result_metadata(statement) else { return nil }
    defer { mysql_free_result(metadata) }
    count = Int(mysql_num_fields(metadata))
    binds = .allocate(capacity: count)
    slots = .allocate(capacity: count)
    lengths = .allocate(capacity: count)
    nulls = .allocate(capacity: count)
    binds.initialize(repeating: MYSQL_BIND(), count: count)
    slots.initialize(repeating: 0, count: count)
    lengths.initialize(repeating: 0, count: count)
    nulls.initialize(repeating: 0, count: count)
    texts = Array(repeating: nil, count: count)
    let fields = (0..<count).map { mysql_fetch_field_direct(metadata, UInt32($0))?.pointee }
    names = fields.map { field in field?.name.map { String(cString: $0) } ?? "" }
    contents = fields.map { Self.content(of: $0?.type ?? MYSQL_TYPE_STRING) }
    for column in 0..<count { prepare(column) }
  }

  deinit {
    for text in texts { text?.deallocate() }
    binds.deallocate()
    slots.deallocate()
    lengths.deallocate()
    nulls.deallocate()
  }

  private static func content(of type: enum_field_types) -> Content {
    switch type {
    case MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_INT24, MYSQL_TYPE_LONG, MYSQL_TYPE_LONGLONG,
      MYSQL_TYPE_NULL:
      .integer
    case MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE: .real
    default: .bytes
    }
  }

  private func prepare(_ column: Int) {
    binds[column].length = lengths + column
    binds[column].is_null = nulls + column
    switch contents[column] {
    case .integer:
      binds[column].buffer_type = MYSQL_TYPE_LONGLONG
      binds[column].buffer = UnsafeMutableRawPointer(slots + column)
    case .real:
      binds[column].buffer_type = MYSQL_TYPE_DOUBLE
      binds[column].buffer = UnsafeMutableRawPointer(slots + column)
    case .bytes:
      binds[column].buffer_type = MYSQL_TYPE_BLOB
      makeRoom(Self.firstCapacity, column)
    }
  }

  private func makeRoom(_ capacity: Int, _ column: Int) {
    texts[column]?.deallocate()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 1)
    texts[column] = buffer
    binds[column].buffer = buffer.baseAddress
    binds[column].buffer_length = UInt(capacity)
  }

  /// Tells the statement where rows go; `false` when the library refuses.
  func bind(to statement: UnsafeMutablePointer<MYSQL_STMT>) -> Bool {
    mysql_stmt_bind_result(statement, binds) == 0
  }

  /// Fetches again what did not fit, into larger buffers that later rows use too.
  func fetchCut(from statement: UnsafeMutablePointer<MYSQL_STMT>) -> Bool {
    var hasGrown = false
    for column in 0..<count {
      guard let text = texts[column], nulls[column] == 0, lengths[column] > text.count else {
        continue
      }
      makeRoom(2 * Int(lengths[column]), column)
      guard mysql_stmt_fetch_column(statement, binds + column, UInt32(column), 0) == 0 else {
        return false
      }
      hasGrown = true
    }
    return !hasGrown || bind(to: statement)
  }

  func content(_ column: Int) -> Content { contents[column] }

  func isNull(_ column: Int) -> Bool { nulls[column] != 0 }

  /// 0 when the column is null, or holds something else.
  func integer(_ column: Int) -> Int64 {
    contents[column] == .integer && nulls[column] == 0 ? Int64(bitPattern: slots[column]) : 0
  }

  /// 0 when the column is null, or holds something else.
  func real(_ column: Int) -> Double {
    contents[column] == .real && nulls[column] == 0 ? Double(bitPattern: slots[column]) : 0
  }

  func bytes(_ column: Int) -> UnsafeRawBufferPointer {
    guard let text = texts[column], nulls[column] == 0 else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(rebasing: text[..<min(Int(lengths[column]), text.count)])
  }
}
