import Glibc
import PickRecommender

/// A generated data set on disk, as both sides read it.
struct RatingFiles {
  let directory: String

  struct CannotOpen: Error { let path: String }

  /// The rows in the order of the files: grouped by user.
  func rows() throws -> (users: [Int32], items: [Int32], values: [Float]) {
    (
      try Self.read("\(directory)/users.i32", of: Int32.self),
      try Self.read("\(directory)/items.i32", of: Int32.self),
      try Self.read("\(directory)/values.f32", of: Float.self)
    )
  }

  /// Every rating a weight of implicit feedback.
  ///
  /// - Parameters:
  ///   - limit: how many users to take; all of them when `nil`.
  ///   - step: keeps every so many-th rating.
  func dataset(users limit: Int? = nil, every step: Int = 1) throws -> Dataset {
    let (users, items, values) = try rows()
    let itemCount = Int(items.max() ?? -1) + 1
    var builder = InteractionMatrixBuilder(itemCount: itemCount)
    for position in users.indices where users[position] < limit ?? .max {
      while builder.rowCount < users[position] { builder.endRow() }
      guard position.isMultiple(of: step) else { continue }
      builder.add(item: ItemIndex(items[position]), weight: values[position] / 5)
    }
    builder.endRow()
    let matrix = builder.build()
    return try Dataset(
      interactions: matrix, times: Array(repeating: 0, count: matrix.nonzeroCount),
      items: Vocabulary((0..<itemCount).map(Int64.init)),
      users: Vocabulary((0..<matrix.userCount).map(Int64.init)))
  }

  /// Every rating a stated one, on Surprise's scale of 1 to 5.
  func ratings() throws -> RatingSet {
    let (users, items, values) = try rows()
    var offsets = [0]
    for position in users.indices {
      while offsets.count <= users[position] { offsets.append(position) }
    }
    offsets.append(users.count)
    return try RatingSet(
      itemCount: Int(items.max() ?? -1) + 1, rowOffsets: offsets, items: items,
      ratings: values.map(Double.init), scale: 1...5)
  }

  static func write<Element: BitwiseCopyable>(_ array: [Element], to path: String) throws {
    guard let file = fopen(path, "wb") else { throw CannotOpen(path: path) }
    defer { fclose(file) }
    let written = array.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    guard written == array.count * MemoryLayout<Element>.stride else {
      throw CannotOpen(path: path)
    }
  }

  static func read<Element: BitwiseCopyable & ExpressibleByIntegerLiteral>(
    _ path: String, of: Element.Type
  ) throws -> [Element] {
    guard let file = fopen(path, "rb") else { throw CannotOpen(path: path) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let count = ftell(file) / MemoryLayout<Element>.stride
    rewind(file)
    var array = [Element](repeating: 0, count: count)
    let got = array.withUnsafeMutableBytes { fread($0.baseAddress, 1, $0.count, file) }
    guard got == count * MemoryLayout<Element>.stride else { throw CannotOpen(path: path) }
    return array
  }
}
