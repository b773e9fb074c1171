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
