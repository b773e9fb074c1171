import PickModel
import PickRecommender

/// Seeded ratings of whole stars with a taste along two directions.
enum RandomRatings {
  static func set(
    users: Int = 25, items: Int = 18, seed: UInt64, scale: ClosedRange<Double> = 1...5
  ) throws -> RatingSet {
    var generator = SplitMix64(seed: seed)
    func vector() -> [Double] { (0..<3).map { _ in Double.random(in: -1...1, using: &generator) } }
    let tastes = (0..<users).map { _ in vector() }
    let natures = (0..<items).map { _ in vector() }
    var (offsets, columns, ratings) = ([0], [Int32](), [Double]())
    for user in 0..<users {
      for item in (0..<items).shuffled(using: &generator)
      where Int.random(in: 0..<2, using: &generator) == 0 {
        let match = tastes[user][0] * natures[item][0] + tastes[user][1] * natures[item][1]
        let rating = 3.2 + tastes[user][2] + natures[item][2] + match
        columns.append(Int32(item))
        ratings.append(min(5, max(1, rating.rounded())))
      }
      offsets.append(columns.count)
    }
    return try RatingSet(
      itemCount: items, rowOffsets: offsets, items: columns, ratings: ratings, scale: scale)
  }
}
