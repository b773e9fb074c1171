import CRecommenderKernels

/// Item factors laid out for products of six users with sixteen items at a time.
///
/// Within a panel the numbers of sixteen items are adjacent for each factor; items past the last
/// are zeros.
struct ScorePanels: Sendable {
  /// The number of users scored together.
  static let users = 6
  /// The number of items of a panel.
  static let items = 16

  /// The number of panels.
  let count: Int
  /// The number of factors.
  let depth: Int
  private let values: [Float]

  /// Lays out the rows of a matrix.
  init(_ matrix: FactorMatrix) {
    count = (matrix.rowCount + Self.items - 1) / Self.items
    depth = matrix.factors
    var values = [Float](repeating: 0, count: count * depth * Self.items)
    for row in 0..<matrix.rowCount {
      let start = row / Self.items * depth * Self.items + row % Self.items
      for k in 0..<depth { values[start + k * Self.items] = matrix.values[row * matrix.stride + k] }
    }
    self.values = values
  }

  /// Overwrites scores of a few users for the items of some panels.
  ///
  /// - Parameters:
  ///   - panels: the panels, in `0..<count`.
  ///   - rows: the users' factors, `depth` numbers each, a multiple of six users.
  ///   - scores: a row of `panels.count × 16` numbers for each user.
  ///   - path: the path of the kernel.
  func fill(_ panels: Range<Int>, users rows: [Float], scores: inout [Float], path: KernelPath) {
    let userCount = depth == 0 ? 0 : rows.count / depth
    let width = panels.count * Self.items
    precondition(panels.lowerBound >= 0 && panels.upperBound <= count, "panels there are")
    precondition(userCount.isMultiple(of: Self.users) && scores.count >= userCount * width)
    values.withUnsafeBufferPointer { values in
      rows.withUnsafeBufferPointer { rows in
        scores.withUnsafeMutableBufferPointer { scores in
          guard let values = values.baseAddress, let rows = rows.baseAddress,
            let scores = scores.baseAddress
          else { return }
          let first = values + panels.lowerBound * depth * Self.items
          for user in stride(from: 0, to: userCount, by: Self.users) {
            let (row, out) = (rows + user * depth, scores + user * width)
            switch path {
            case .wide:
              recommender_panel_scores(
                row, first, Int64(panels.count), Int64(depth), out, Int64(width))
            case .portable:
              portable(row, first, panelCount: panels.count, scores: out, width: width)
            }
          }
        }
      }
    }
  }

  /// Scores half a panel at a time, because six sums of eight numbers fill the registers.
  private func portable(
    _ users: UnsafePointer<Float>, _ panels: UnsafePointer<Float>, panelCount: Int,
    scores: UnsafeMutablePointer<Float>, width: Int
  ) {
    for half in 0..<2 * panelCount {
      let items = panels + half / 2 * depth * Self.items + half % 2 * 8
      var s0 = SIMD8<Float>()
      var (s1, s2, s3, s4, s5) = (s0, s0, s0, s0, s0)
      for k in 0..<depth {
        let item = items.lane(k * Self.items)
        s0 += users[k] * item
        s1 += users[depth + k] * item
        s2 += users[2 * depth + k] * item
        s3 += users[3 * depth + k] * item
        s4 += users[4 * depth + k] * item
        s5 += users[5 * depth + k] * item
      }
      scores.store(half * 8, s0)
      scores.store(width + half * 8, s1)
      scores.store(2 * width + half * 8, s2)
      scores.store(3 * width + half * 8, s3)
      scores.store(4 * width + half * 8, s4)
      scores.store(5 * width + half * 8, s5)
    }
  }
}

/// Finds scores above a threshold.
enum ThresholdScan {
  /// The first position of `range` with a score above `threshold`; `nil` where there is none.
  static func next(in scores: [Float], _ range: Range<Int>, above threshold: Float) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= scores.count, "scores there are")
    return scores.withUnsafeBufferPointer { scores in
      guard let base = scores.baseAddress else { return nil }
      var position = range.lowerBound
      let limit = SIMD8<Float>(repeating: threshold)
      while position + 16 <= range.upperBound {
        let (left, right) = (base.lane(position), base.lane(position + 8))
        if any((left .> limit) .| (right .> limit)) { break }
        position += 16
      }
      while position < range.upperBound {
        if base[position] > threshold { return position }
        position += 1
      }
      return nil
    }
  }
}

/// The products of one vector with every row of factors.
enum FactorScores {
  /// Overwrites `scores` with row · vector; `vector` is padded as the rows are.
  ///
  /// Multiplications and additions are separate, because the loop is bound by memory and not by
  /// arithmetic.
  static func fill(_ scores: inout MutableSpan<Float>, items: FactorMatrix, vector: [Float]) {
    precondition(scores.count == items.rowCount && vector.count == items.stride)
    let width = items.stride
    items.values.withUnsafeBufferPointer { rows in
      vector.withUnsafeBufferPointer { vector in
        guard let rows = rows.baseAddress, let vector = vector.baseAddress else { return }
        for row in 0..<items.rowCount {
          scores[row] = product(of: rows + row * width, and: vector, width: width)
        }
      }
    }
  }

  /// The score `fill` writes for one row, to the bit.
  static func score(_ row: Int, of items: FactorMatrix, vector: [Float]) -> Float {
    precondition(row >= 0 && row < items.rowCount && vector.count == items.stride)
    return items.values.withUnsafeBufferPointer { rows in
      vector.withUnsafeBufferPointer { vector in
        guard let rows = rows.baseAddress, let vector = vector.baseAddress else { return 0 }
        return product(of: rows + row * items.stride, and: vector, width: items.stride)
      }
    }
  }

  @inline(__always)
  private static func product(
    of row: UnsafePointer<Float>, and vector: UnsafePointer<Float>, width: Int
  ) -> Float {
    var sum = SIMD8<Float>()
    for k in stride(from: 0, to: width, by: 8) { sum += row.lane(k) * vector.lane(k) }
    return sum.halvedSum
  }
}
