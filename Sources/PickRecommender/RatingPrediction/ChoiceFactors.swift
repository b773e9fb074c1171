import Glibc

/// What people rated at all, whatever they said: coordinates of users and items by who rated what.
///
/// The leading singular vectors of the matrix with 1 where there is a rating, rows and columns
/// divided by √(their number + `damping`) so that the busiest do not lead, without the first, which
/// says only how busy everybody is. Each coordinate has mean 0 and deviation 1 over those who have
/// ratings; the others are at 0.
///
/// - Note: SVD++ learns from the same fact (Koren, "Factorization Meets the Neighborhood", KDD
///   2008). The vectors come from subspace iteration (Halko, Martinsson, Tropp, 2011, algorithm
///   4.4).
struct ChoiceFactors {
  /// Number of coordinates; fewer than asked for where there are few users or items.
  let width: Int
  /// Shape `[userCount, width]`.
  let users: [Double]
  /// Shape `[itemCount, width]`.
  let items: [Double]

  private static let damping = 10.0
  private static let iterations = 30
  /// More vectors than are kept turn together faster.
  private static let spare = 4

  /// Finds the coordinates.
  ///
  /// - Complexity: O(iterations × (count × width + (users + items) × width²)).
  init(_ ratings: RatingSet, width asked: Int, context: FitContext) throws(FitError) {
    let userCounts = (0..<ratings.userCount).map { Double(ratings.cells(of: UserIndex($0)).count) }
    let itemCounts = ratings.itemRatingCounts.map(Double.init)
    let active = min(userCounts.count { $0 > 0 }, itemCounts.count { $0 > 0 })
    width = max(0, min(asked, active - 1))
    let columns = min(active, width + 1 + Self.spare)
    let userScale = userCounts.map { 1 / ($0 + Self.damping).squareRoot() }
    let itemScale = itemCounts.map { 1 / ($0 + Self.damping).squareRoot() }
    var random = PCG32(seed: context.seed, stream: 2)
    var right: [Double] = FactorRows.normal(
      ratings.itemCount, width: columns, stride: columns, mean: 0, deviation: 1, using: &random)
    var left = [Double](repeating: 0, count: ratings.userCount * columns)
    for _ in 0..<Self.iterations where width > 0 {
      try context.checkCancellation()
      left = Self.product(ratings, right, columns, userScale, itemScale, byUser: true)
      Self.orthonormalise(&left, columns)
      right = Self.product(ratings, left, columns, userScale, itemScale, byUser: false)
      Self.orthonormalise(&right, columns)
    }
    left = Self.product(ratings, right, columns, userScale, itemScale, byUser: true)
    users = Self.standardised(left, columns, keeping: width, userScale, userCounts)
    items = Self.standardised(right, columns, keeping: width, itemScale, itemCounts)
  }

  /// The scaled matrix, or its transpose, times a block of columns.
  private static func product(
    _ ratings: RatingSet, _ block: [Double], _ columns: Int, _ userScale: [Double],
    _ itemScale: [Double], byUser: Bool
  ) -> [Double] {
    let rows = byUser ? ratings.userCount : ratings.itemCount
    var product = [Double](repeating: 0, count: rows * columns)
    var target = product.mutableSpan
    let source = block.span
    for user in 0..<ratings.userCount {
      for cell in ratings.cells(of: UserIndex(user)) {
        let item = Int(ratings.items[cell])
        let scale = userScale[user] * itemScale[item]
        let (to, from) = byUser ? (user, item) : (item, user)
        for column in 0..<columns {
          target[to * columns + column] += scale * source[from * columns + column]
        }
      }
    }
    return product
  }

  /// Gram and Schmidt, twice against rounding; a column that vanishes stays 0.
  private static func orthonormalise(_ block: inout [Double], _ columns: Int) {
    let rows = block.count / columns
    var span = block.mutableSpan
    for column in 0..<columns {
      for _ in 0..<2 {
        for earlier in 0..<column {
          var dot = 0.0
          for row in 0..<rows {
            dot += span[row * columns + column] * span[row * columns + earlier]
          }
          for row in 0..<rows {
            span[row * columns + column] -= dot * span[row * columns + earlier]
          }
        }
      }
      var squares = 0.0
      for row in 0..<rows { squares += span[row * columns + column] * span[row * columns + column] }
      let scale = squares > 1e-20 ? 1 / squares.squareRoot() : 0
      for row in 0..<rows { span[row * columns + column] *= scale }
    }
  }

  /// All but the first column, of mean 0 and deviation 1 over the rows that have ratings.
  private static func standardised(
    _ block: [Double], _ columns: Int, keeping width: Int, _ scale: [Double], _ counts: [Double]
  ) -> [Double] {
    var kept = [Double](repeating: 0, count: counts.count * width)
    let active = counts.indices.filter { counts[$0] > 0 }
    for column in 0..<width {
      let values = active.map { block[$0 * columns + column + 1] * scale[$0] }
      let mean = values.reduce(0, +) / Double(max(1, values.count))
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (variance / Double(max(1, values.count))).squareRoot()
      guard deviation > 1e-12 else { continue }
      for (row, value) in zip(active, values) {
        kept[row * width + column] = (value - mean) / deviation
      }
    }
    return kept
  }
}
