import PickModel

@testable import PickRecommender

/// Seeded data of random sizes for comparing kernels with plain references.
enum RandomData {
  /// Sparse weights in (0, 1], about a third of the cells.
  static func matrix(
    users: ClosedRange<Int>, items: ClosedRange<Int>, using generator: inout SplitMix64
  ) -> InteractionMatrix {
    let itemCount = Int.random(in: items, using: &generator)
    var builder = InteractionMatrixBuilder(itemCount: itemCount)
    for _ in 0..<Int.random(in: users, using: &generator) {
      for item in 0..<itemCount where Int.random(in: 0..<3, using: &generator) == 0 {
        builder.add(
          item: ItemIndex(item), weight: Float.random(in: 0.01...1, using: &generator))
      }
      builder.endRow()
    }
    return builder.build()
  }

  /// The same matrix with its zeros.
  static func dense(_ matrix: InteractionMatrix) -> [[Float]] {
    (0..<matrix.userCount).map { user in
      var row = [Float](repeating: 0, count: matrix.itemCount)
      for cell in matrix.cells(of: UserIndex(user)) {
        row[Int(matrix.columns[cell])] = matrix.weights[cell]
      }
      return row
    }
  }

  /// The upper triangle of a symmetric positive definite matrix, and the whole of it.
  static func positiveDefinite(
    order: Int, using generator: inout SplitMix64
  ) -> (upper: [Float], whole: [[Float]]) {
    let factor = (0..<order).map { _ in
      (0..<order).map { _ in Float.random(in: -1...1, using: &generator) }
    }
    var upper = [Float](repeating: 0, count: order * order)
    var whole = [[Float]](repeating: Array(repeating: 0, count: order), count: order)
    for row in 0..<order {
      for column in 0..<order {
        let sum = (0..<order).reduce(row == column ? Float(order) : 0) {
          $0 + factor[$1][row] * factor[$1][column]
        }
        whole[row][column] = sum
        if column >= row { upper[row * order + column] = sum }
      }
    }
    return (upper, whole)
  }

  /// As many users and items as are said, with a random matrix between them.
  static func dataset(users: Int, items: Int, seed: UInt64) throws -> Dataset {
    var generator = SplitMix64(seed: seed)
    return try dataset(matrix(users: users...users, items: items...items, using: &generator))
  }

  /// A data set over a matrix, items and users named by their positions.
  static func dataset(_ matrix: InteractionMatrix) throws -> Dataset {
    try Dataset(
      interactions: matrix, times: Array(repeating: 0, count: matrix.nonzeroCount),
      items: Vocabulary((0..<matrix.itemCount).map(Int64.init)),
      users: Vocabulary((0..<matrix.userCount).map(Int64.init)))
  }
}

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
