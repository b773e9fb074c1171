/// Similarities of all pairs of rows of a sparse matrix, by the columns two rows have in common.
///
/// For each row, every column adds the rest of its list to an accumulator of each later row, so
/// that memory beyond the result is that of a few rows.
enum PairSimilarities {
  /// The greatest number of rows, because the result is square.
  static let rowLimit = 32_768

  /// The similarities, symmetric, row-major, 1 on the diagonal.
  ///
  /// - Parameters:
  ///   - rows: the ratings of each row, columns ascending.
  ///   - columns: the ratings of each column, rows ascending.
  ///   - measure: the similarity measure.
  ///   - minimumSupport: the least number of common ratings of a similarity above 0.
  ///   - shrinkage: the shrinkage of `pearsonBaseline`.
  ///   - context: threads, progress and cancellation.
  /// - Returns: rows × rows numbers, the same for any number of threads.
  /// - Throws: `FitError.tooManyItems`, `cancelled`.
  /// - Complexity: O(Σ column length² + rows²) time.
  static func matrix(
    _ rows: RatingLists, _ columns: RatingLists, _ measure: RatingSimilarity, minimumSupport: Int,
    shrinkage: Double, context: FitContext
  ) throws(FitError) -> [Float] {
    let order = rows.rowCount
    guard order <= rowLimit else { throw .tooManyItems(count: order, limit: rowLimit) }
    let threads = max(1, min(context.threads, order / 32))
    let workers = (0..<threads).map { _ in
      CommonRatingsRow(order: order, needsSums: measure == .pearson)
    }
    let support = Double(measure.minimumSupport(minimumSupport))
    let starts = placesInColumns(rows, columns)
    var similarities = [Float](repeating: 0, count: order * order)
    SharedBuffer.lend(&similarities) { similarities in
      Parallel.forEach(order, chunk: 8, threads: threads) { worker, chunk in
        guard !context.isCancelled() else { return }
        for row in chunk {
          workers[worker].add(row, rows, columns, starts)
          similarities[row * order + row] = 1
          workers[worker].take(after: row) { other, common in
            guard common.count >= support else { return }
            similarities[row * order + other] =
              Float(measure.value(of: common, shrinkage: shrinkage))
          }
        }
        if worker == 0 { context.progress(Double(chunk.lowerBound) / Double(order)) }
      }
      mirror(similarities, order: order, threads: threads)
    }
    try context.checkCancellation()
    return similarities
  }

  /// The position of each rating of `rows` in the list of its column.
  private static func placesInColumns(_ rows: RatingLists, _ columns: RatingLists) -> [Int32] {
    var next = columns.offsets
    return rows.others.map { column in
      defer { next[Int(column)] += 1 }
      return Int32(next[Int(column)])
    }
  }

  /// Copies the upper triangle over the lower one, tile by tile so that both stay in the cache.
  private static func mirror(_ matrix: SharedBuffer<Float>, order: Int, threads: Int) {
    let tile = 64
    Parallel.forEach((order + tile - 1) / tile, chunk: 1, threads: threads) { _, tiles in
      for top in tiles {
        let rows = top * tile..<min((top + 1) * tile, order)
        for left in stride(from: 0, through: rows.lowerBound, by: tile) {
          for row in rows {
            for column in left..<max(left, min(left + tile, row)) {
              matrix[row * order + column] = matrix[column * order + row]
            }
          }
        }
      }
    }
  }
}

/// The accumulators of one thread for the common ratings of a row and each later one.
///
/// `@unchecked Sendable`: a worker's number belongs to one thread at a time.
private final class CommonRatingsRow: @unchecked Sendable {
  private let order: Int
  private let needsSums: Bool
  /// (n, Σ ab, Σ a², Σ b²) by later row; zeros between rows.
  private let common: UnsafeMutablePointer<SIMD4<Double>>
  /// (Σ a, Σ b) by later row; zeros between rows.
  private let sums: UnsafeMutablePointer<SIMD2<Double>>

  init(order: Int, needsSums: Bool) {
    self.order = order
    self.needsSums = needsSums
    common = .allocate(capacity: order)
    common.initialize(repeating: .zero, count: order)
    sums = .allocate(capacity: order)
    sums.initialize(repeating: .zero, count: order)
  }

  deinit {
    common.deallocate()
    sums.deallocate()
  }

  /// Adds the common ratings of a row and each later one.
  func add(_ row: Int, _ rows: RatingLists, _ columns: RatingLists, _ starts: [Int32]) {
    columns.others.withUnsafeBufferPointer { others in
      columns.numbers.withUnsafeBufferPointer { numbers in
        for place in rows.range(of: row) {
          let mine = rows.numbers[place]
          let later = Int(starts[place]) + 1..<columns.offsets[Int(rows.others[place]) + 1]
          // The elements of a column's list are rows of the matrix, so every position is inside the
          // accumulators.
          for index in later {
            let theirs = numbers[index]
            let (from, with) = (SIMD4(1, mine, mine, theirs), SIMD4(1, theirs, mine, theirs))
            common[Int(others[index])] += from * with
          }
          guard needsSums else { continue }
          for index in later { sums[Int(others[index])] += SIMD2(mine, numbers[index]) }
        }
      }
    }
  }

  /// Calls `body` with every later row with common ratings, and resets its accumulator.
  func take(after row: Int, _ body: (Int, CommonRatings) -> Void) {
    for other in row + 1..<max(row + 1, order) where common[other].x > 0 {
      let found = common[other]
      body(
        other,
        CommonRatings(
          count: found.x, products: found.y, squares: found.highHalf, sums: sums[other]))
      common[other] = .zero
      sums[other] = .zero
    }
  }
}

/// Sums of numbers weighted by similarity, over the most similar rows with a number.
enum NearestRaters {
  /// The sums.
  struct Sums: Equatable {
    /// The number of rows, at most k, with similarities > 0.
    var count = 0
    /// Σ s.
    var similarity = 0.0
    /// Σ s v.
    var weighted = 0.0
  }

  /// The sums over the numbers of a list, weighted by the similarities of their rows.
  ///
  /// - Parameters:
  ///   - similarities: a square matrix, row-major; `row` of them counts.
  ///   - row: the row of the similarities.
  ///   - lists: the numbers.
  ///   - list: the list to sum.
  ///   - limit: the number of the most similar rows that take part; the first of equal ones, as in
  ///     Surprise. Similarities <= 0 are left out.
  /// - Returns: the sums.
  /// - Complexity: O(length of the list), expected.
  static func sums(
    _ similarities: [Float], row: Int, _ lists: RatingLists, list: Int, limit: Int
  ) -> Sums {
    let range = lists.range(of: list)
    let order = lists.columnCount
    precondition(row >= 0 && similarities.count >= (row + 1) * order)
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(1, range.count)) { keys in
      // Columns are below `order`, so every similarity is of this row.
      let count = similarities.withUnsafeBufferPointer { similarities in
        lists.others.withUnsafeBufferPointer { others in
          var count = 0
          for place in range {
            let similarity = similarities[row * order + Int(others[place])]
            keys[count] = LargestKeys.key(similarity, of: place - range.lowerBound)
            count += similarity > 0 ? 1 : 0
          }
          return count
        }
      }
      var nearest = UnsafeMutableBufferPointer(rebasing: keys[..<count])
      if count > limit {
        Selection.moveLargest(limit, of: nearest)
        nearest = UnsafeMutableBufferPointer(rebasing: nearest[..<limit])
      }
      var sums = Sums(count: nearest.count)
      for key in nearest {
        let similarity = Double(LargestKeys.score(key))
        sums.similarity += similarity
        sums.weighted += similarity * lists.numbers[range.lowerBound + LargestKeys.index(key)]
      }
      return sums
    }
  }
}
