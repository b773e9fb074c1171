import CRecommenderKernels
import Glibc

/// Draws the triples of BPR and takes their steps on several threads that share no row.
///
/// Users are in four groups of about equal numbers of cells; items are assigned to four groups at
/// random in each iteration. In a round every group of users is paired with a different group of
/// items, and each pair of groups has its own random numbers, so that the result does not depend on
/// the scheduling.
struct PairwiseRounds {
  private static let groups = 4
  private let matrix: InteractionMatrix
  private let seed: UInt64
  /// The first user of each group, and the end.
  private let userBounds: [Int]
  private var iteration: UInt64 = 0
  private var random: PCG32

  /// Divides the users of a matrix into groups.
  init(_ matrix: InteractionMatrix, seed: UInt64) {
    self.matrix = matrix
    self.seed = seed
    random = PCG32(seed: seed, stream: 1)
    var bounds = [0]
    for group in 1..<Self.groups {
      let share = matrix.nonzeroCount * group / Self.groups
      var user = bounds[group - 1]
      while user < matrix.userCount, matrix.rowOffsets[user] < share { user += 1 }
      bounds.append(user)
    }
    userBounds = bounds + [matrix.userCount]
  }

  /// One iteration: as many triples as there are cells.
  mutating func run(
    _ step: PairwiseStep, users: inout FactorMatrix, items: inout FactorMatrix, threads: Int
  ) {
    let cells = deal(threads: threads)
    let shape = (width: users.stride, last: users.factors - 1)
    let first = 2 + iteration * UInt64(Self.groups * Self.groups)
    let (seed, matrix) = (self.seed, self.matrix)
    iteration += 1
    SharedBuffer.lend(&users.values) { users in
      SharedBuffer.lend(&items.values) { items in
        for round in 0..<Self.groups {
          Parallel.forEach(Self.groups, chunk: 1, threads: threads) { _, range in
            for group in range {
              let pair = group * Self.groups + (group + round) % Self.groups
              var random = PCG32(seed: seed, stream: first + UInt64(pair))
              for _ in cells.bounds[pair]..<cells.bounds[pair + 1] {
                guard let triple = cells.draw(pair, of: matrix, &random) else { continue }
                step.move(
                  user: users.row(triple.user, width: shape.width),
                  liked: items.row(triple.liked, width: shape.width),
                  other: items.row(triple.other, width: shape.width), width: shape.width,
                  last: shape.last)
              }
            }
          }
        }
      }
    }
  }

  /// User and item of each cell, by group of users and in it by group of items.
  private struct DealtCells: Sendable {
    /// The offset of each pair of groups' cells, and the end.
    var bounds: [Int]
    var users: [Int32]
    var items: [Int32]

    /// A random cell of a pair of groups and another item of the same group; `nil` where the user
    /// watched that item too.
    func draw(
      _ pair: Int, of matrix: InteractionMatrix, _ random: inout PCG32
    ) -> (user: Int, liked: Int, other: Int)? {
      let (start, end) = (bounds[pair], bounds[pair + 1])
      let cell = start + random.below(end - start)
      let other = items[start + random.below(end - start)]
      let user = Int(users[cell])
      let seen = matrix.columns.span.extracting(matrix.cells(of: UserIndex(user)))
      return SortedColumns.contains(other, in: seen) ? nil : (user, Int(items[cell]), Int(other))
    }
  }

  /// Assigns items to groups and sorts the cells of each group of users by them.
  private mutating func deal(threads: Int) -> DealtCells {
    let groups = Self.groups
    var groupOfItem = (0..<matrix.itemCount).map { UInt8($0 % groups) }
    groupOfItem.shuffle(using: &random)
    let (matrix, userBounds, dealt) = (self.matrix, self.userBounds, groupOfItem)
    var bounds = [Int](repeating: matrix.nonzeroCount, count: groups * groups + 1)
    var users = [Int32](repeating: 0, count: matrix.nonzeroCount)
    var items = [Int32](repeating: 0, count: matrix.nonzeroCount)
    SharedBuffer.lend(&bounds) { bounds in
      SharedBuffer.lend(&users) { users in
        SharedBuffer.lend(&items) { items in
          Parallel.forEach(groups, chunk: 1, threads: threads) { _, range in
            for group in range {
              let rows = userBounds[group]..<userBounds[group + 1]
              let cells = matrix.rowOffsets[rows.lowerBound]..<matrix.rowOffsets[rows.upperBound]
              var next = [Int](repeating: 0, count: groups + 1)
              for cell in cells { next[Int(dealt[Int(matrix.columns[cell])]) + 1] += 1 }
              next[0] = cells.lowerBound
              for place in 0..<groups {
                next[place + 1] += next[place]
                bounds[group * groups + place] = next[place]
              }
              for user in rows {
                for cell in matrix.cells(of: UserIndex(user)) {
                  let place = Int(dealt[Int(matrix.columns[cell])])
                  users[next[place]] = Int32(user)
                  items[next[place]] = matrix.columns[cell]
                  next[place] += 1
                }
              }
            }
          }
        }
      }
    }
    return DealtCells(bounds: bounds, users: users, items: items)
  }
}

extension SharedBuffer<Float> {
  /// The address of a row of a matrix.
  fileprivate func row(_ row: Int, width: Int) -> UnsafeMutablePointer<Float> {
    pointer(to: row * width..<(row + 1) * width)
  }
}

/// Searches of ascending columns.
enum SortedColumns {
  /// Whether a column is among them, by binary search.
  static func contains(_ column: Int32, in columns: Span<Int32>) -> Bool {
    var (low, high) = (0, columns.count)
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < column { low = middle + 1 } else { high = middle }
    }
    return low < columns.count && columns[low] == column
  }
}

/// One step of gradient descent for a user, a watched item and another one.
struct PairwiseStep: Sendable {
  /// The learning rate.
  let learningRate: Float
  /// λ of all three rows.
  let regularization: Float
  /// The path of the kernels.
  let path: KernelPath

  /// Updates all three rows of `width` numbers, a multiple of 8; `last` is the position of the
  /// user's constant 1 and of the items' biases.
  func move(
    user: UnsafeMutablePointer<Float>, liked: UnsafeMutablePointer<Float>,
    other: UnsafeMutablePointer<Float>, width: Int, last: Int
  ) {
    let pull = pull(difference(user, liked, other, width: width))
    let keep = 1 - learningRate * regularization
    switch path {
    case .wide: recommender_row_step(user, liked, other, Int64(width), pull, keep)
    case .portable:
      for k in stride(from: 0, to: width, by: 8) {
        let (x, i, j) = (user.lane(k), liked.lane(k), other.lane(k))
        user.store(k, keep * x + pull * (i - j))
        liked.store(k, keep * i + pull * x)
        other.store(k, keep * j - pull * x)
      }
    }
    user[last] = 1
  }

  /// Updates the user's row alone, for a fold-in.
  func improve(_ row: inout [Float], likes item: Int, over other: Int, items: FactorMatrix) {
    let width = items.stride
    precondition(row.count == width && item >= 0 && other >= 0)
    precondition(item < items.rowCount && other < items.rowCount)
    let keep = 1 - learningRate * regularization
    items.values.withUnsafeBufferPointer { values in
      row.withUnsafeMutableBufferPointer { row in
        guard let values = values.baseAddress, let user = row.baseAddress else { return }
        let (liked, other) = (values + item * width, values + other * width)
        let pull = pull(difference(user, liked, other, width: width))
        for k in stride(from: 0, to: width, by: 8) {
          user.store(k, keep * user.lane(k) + pull * (liked.lane(k) - other.lane(k)))
        }
        user[items.factors - 1] = 1
      }
    }
  }

  /// user · (liked − other).
  func difference(
    _ user: UnsafePointer<Float>, _ liked: UnsafePointer<Float>, _ other: UnsafePointer<Float>,
    width: Int
  ) -> Float {
    if path == .wide { return recommender_row_difference(user, liked, other, Int64(width)) }
    var sum = SIMD8<Float>()
    for k in stride(from: 0, to: width, by: 8) {
      sum += user.lane(k) * (liked.lane(k) - other.lane(k))
    }
    return sum.halvedSum
  }

  /// The derivative of ln σ(d), times the step.
  private func pull(_ difference: Float) -> Float { learningRate / (1 + exp(difference)) }
}
