import Glibc
import PickRecommender

/// The sizes data are generated in.
enum Shape: String, CaseIterable {
  /// MovieLens 100k's.
  case ratings100k = "ratings-100k"
  /// MovieLens 1M's.
  case ratings1M = "ratings-1m"
  /// A provider's logs: 50,000 viewers, 10,000 titles, 5 million interactions.
  case logs5M = "logs-5m"
  /// A sixteenth and a quarter of it, to see how cost grows.
  case logs300k = "logs-300k"
  case logs1M = "logs-1m"

  var size: (users: Int, items: Int, ratings: Int) {
    switch self {
    case .ratings100k: (943, 1682, 100_000)
    case .ratings1M: (6040, 3706, 1_000_000)
    case .logs5M: (50_000, 10_000, 5_000_000)
    case .logs1M: (25_000, 5_000, 1_250_000)
    case .logs300k: (12_500, 2_500, 312_500)
    }
  }
}

/// Ratings with the marks of real ones: few users rate much, few items are rated much, and tastes
/// run along a few hidden directions. The same numbers for the same shape, everywhere.
struct GeneratedData {
  private static let directions = 8
  private(set) var users: [Int32] = []
  private(set) var items: [Int32] = []
  private(set) var values: [Float] = []

  init(_ shape: Shape) {
    let size = shape.size
    var random = PCG32(seed: 20_260_101, stream: UInt64(size.ratings))
    let tastes = Self.normals(size.users * Self.directions, &random)
    let natures = Self.normals(size.items * Self.directions, &random)
    let userBias = Self.normals(size.users, &random).map { 0.4 * $0 }
    let itemBias = Self.normals(size.items, &random).map { 0.5 * $0 }
    let cumulative = Self.popularity(of: size.items)
    let counts = Self.activity(size, &random)
    var lastUser = [Int32](repeating: -1, count: size.items)
    for user in 0..<size.users {
      var chosen = 0
      while chosen < counts[user] {
        let item = Self.draw(cumulative, &random)
        guard lastUser[item] != user else { continue }
        var match = 0.0
        for direction in 0..<Self.directions {
          match +=
            tastes[user * Self.directions + direction]
            * natures[item * Self.directions + direction]
        }
        // People choose what they will like: a poor match is mostly passed over.
        guard random.unit() < 1 / (1 + exp(-1.5 * match)) else { continue }
        lastUser[item] = Int32(user)
        let rating = 3.5 + userBias[user] + itemBias[item] + 0.25 * match + 0.8 * random.normal()
        users.append(Int32(user))
        items.append(Int32(item))
        values.append(Float(min(5, max(1, rating.rounded()))))
        chosen += 1
      }
    }
  }

  /// Writes the three columns beside each other, raw and little-endian, and the shape.
  func write(to directory: String) throws {
    try RatingFiles.write(users, to: "\(directory)/users.i32")
    try RatingFiles.write(items, to: "\(directory)/items.i32")
    try RatingFiles.write(values, to: "\(directory)/values.f32")
  }

  private static func normals(_ count: Int, _ random: inout PCG32) -> [Double] {
    (0..<count).map { _ in random.normal() }
  }

  /// Cumulative shares that fall with the rank, as views of titles do.
  private static func popularity(of count: Int) -> [Double] {
    var sum = 0.0
    let sums = (0..<count).map { rank in
      sum += 1 / pow(Double(rank) + 0.02 * Double(count) + 1, 0.9)
      return sum
    }
    return sums.map { $0 / sum }
  }

  /// How much each user rates: log-normal, at least 5, in all exactly as much as asked for.
  private static func activity(
    _ size: (users: Int, items: Int, ratings: Int), _ random: inout PCG32
  ) -> [Int] {
    let shares = (0..<size.users).map { _ in exp(0.9 * random.normal()) }
    let total = shares.reduce(0, +)
    let spread = Double(size.ratings - 5 * size.users)
    var counts = shares.map { 5 + min(Int(spread * $0 / total), size.items / 3) }
    var missing = size.ratings - counts.reduce(0, +)
    while missing > 0 {
      counts[random.below(size.users)] += 1
      missing -= 1
    }
    return counts
  }

  private static func draw(_ cumulative: [Double], _ random: inout PCG32) -> Int {
    let target = random.unit()
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] <= target { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
