import PickRecommender

/// Ratings of a CSV file `user,item,rating,…` with a heading; users and items are numbered as they
/// first appear, as Surprise numbers them, so that models that learn rating by rating see the same
/// order.
struct RatingTable {
  let ratings: RatingSet
  private let users: [String: Int]
  private let items: [String: Int]

  init(path: String, scale: ClosedRange<Double>?) throws {
    var users: [String: Int] = [:]
    var items: [String: Int] = [:]
    var rows: [[(item: Int32, rating: Double)]] = []
    for fields in try Self.fields(of: path) {
      guard fields.count >= 3, let rating = Double(fields[2]) else { throw UsageError.usage }
      let user = users[fields[0], default: users.count]
      let item = items[fields[1], default: items.count]
      (users[fields[0]], items[fields[1]]) = (user, item)
      if user == rows.count { rows.append([]) }
      rows[user].append((Int32(item), rating))
    }
    var offsets = [0]
    for row in rows { offsets.append(offsets[offsets.count - 1] + row.count) }
    ratings = try RatingSet(
      itemCount: items.count, rowOffsets: offsets, items: rows.flatMap { $0.map(\.item) },
      ratings: rows.flatMap { $0.map(\.rating) }, scale: scale)
    (self.users, self.items) = (users, items)
  }

  func user(_ name: String) -> UserIndex? { users[name].map { UserIndex($0) } }
  func item(_ name: String) -> ItemIndex? { items[name].map { ItemIndex($0) } }

  /// The rows of a file below its heading.
  static func fields(of path: String) throws -> [[String]] {
    let bytes: [UInt8] = try RatingFiles.read(path, of: UInt8.self)
    return bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }).dropFirst().map {
      $0.split(separator: 44, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }
}
