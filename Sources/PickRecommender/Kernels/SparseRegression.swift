import CRecommenderKernels

/// Regressions of each column of a sparse matrix on a few others.
///
/// Each needs the Gram matrix of its own few columns. Rows of XᵀX are computed once for a batch of
/// targets, and every target copies the numbers of its columns, so that the Gram matrix of all
/// columns is never stored.
enum SparseRegression {
  /// The numbers of the Gram matrices of a batch, 256 MB.
  static let batchNumbers = 64 << 20

  /// The weights of every target's candidates.
  ///
  /// - Parameters:
  ///   - matrix: X, shape `[userCount, itemCount]`.
  ///   - candidates: the columns each target is regressed on, without the target itself.
  ///   - penalty: the penalty of weights.
  ///   - context: threads, progress and cancellation.
  ///   - batchNumbers: the greatest number of numbers of a batch.
  /// - Returns: weights parallel to the candidates' items.
  /// - Throws: `FitError.cancelled`.
  static func weights(
    _ matrix: InteractionMatrix, _ candidates: SLIMCandidates, _ penalty: ElasticNet,
    context: FitContext, batchNumbers: Int = SparseRegression.batchNumbers
  ) throws(FitError) -> [Float] {
    let byItem = matrix.transposed()
    let threads = max(1, min(context.threads, matrix.itemCount / 8))
    let rows = (0..<threads).map { _ in GramRow(columnCount: matrix.itemCount) }
    var weights = [Float](repeating: 0, count: candidates.items.count)
    var residuals = weights
    var start = 0
    while start < candidates.itemCount {
      let batch = Batch(candidates, from: start, limit: batchNumbers)
      start = batch.targets.upperBound
      var grams = [Float](repeating: 0, count: batch.gramOffsets.last ?? 0)
      SharedBuffer.lend(&grams) { grams in
        SharedBuffer.lend(&residuals) { residuals in
          Parallel.forEach(batch.columns.count, chunk: 8, threads: threads) { worker, chunk in
            guard !context.isCancelled() else { return }
            for index in chunk {
              rows[worker].fill(batch.columns[index].column, matrix, byItem)
              batch.take(rows[worker], index, candidates, grams: grams, residuals: residuals)
            }
          }
          SharedBuffer.lend(&weights) { weights in
            Parallel.forEach(batch.targets.count, chunk: 8, threads: threads) { _, chunk in
              guard !context.isCancelled() else { return }
              for index in chunk {
                let range = candidates.range(of: batch.targets.lowerBound + index)
                guard !range.isEmpty else { continue }
                let gram = grams.pointer(
                  to: batch.gramOffsets[index]..<batch.gramOffsets[index + 1])
                penalty.solve(
                  gram: gram, residual: residuals.pointer(to: range),
                  weights: UnsafeMutableBufferPointer(
                    start: weights.pointer(to: range), count: range.count))
              }
            }
          }
        }
      }
      try context.checkCancellation()
      context.progress(0.2 + 0.8 * Double(start) / Double(candidates.itemCount))
    }
    return weights
  }
}

/// A batch of targets, and the columns they need.
private struct Batch: Sendable {
  /// A column and the targets it is a candidate of, as positions in `uses`.
  struct Column {
    let column: Int
    let uses: Range<Int>
  }

  let targets: Range<Int>
  /// The offset of each target's Gram matrix.
  let gramOffsets: [Int]
  /// The needed columns, ascending.
  let columns: [Column]
  /// The targets of each column, with the column's position among their candidates.
  private let uses: [(target: Int32, place: Int32)]

  init(_ candidates: SLIMCandidates, from start: Int, limit: Int) {
    var offsets = [0]
    var end = start
    while end < candidates.itemCount {
      let order = candidates.range(of: end).count
      let next = offsets[offsets.count - 1] + order * order
      guard next <= limit || end == start else { break }
      offsets.append(next)
      end += 1
    }
    targets = start..<end
    gramOffsets = offsets
    var byColumn = [[(target: Int32, place: Int32)]](repeating: [], count: candidates.itemCount)
    for target in targets {
      for (place, item) in candidates.items[candidates.range(of: target)].enumerated() {
        byColumn[Int(item)].append((Int32(target), Int32(place)))
      }
    }
    var columns: [Column] = []
    var uses: [(target: Int32, place: Int32)] = []
    for (column, own) in byColumn.enumerated() where !own.isEmpty {
      columns.append(Column(column: column, uses: uses.count..<uses.count + own.count))
      uses += own
    }
    self.columns = columns
    self.uses = uses
  }

  /// Copies the numbers of a row of XᵀX to each target: the row of its Gram matrix, and the product
  /// of target and column.
  ///
  /// Each target and column has its own memory, so that several threads can do this at once.
  func take(
    _ row: GramRow, _ index: Int, _ candidates: SLIMCandidates, grams: SharedBuffer<Float>,
    residuals: SharedBuffer<Float>
  ) {
    for use in columns[index].uses {
      let (target, place) = (Int(uses[use].target), Int(uses[use].place))
      let range = candidates.range(of: target)
      let start = gramOffsets[target - targets.lowerBound] + place * range.count
      let gram = grams.pointer(to: start..<start + range.count)
      for (offset, item) in candidates.items[range].enumerated() { gram[offset] = row[Int(item)] }
      residuals[range.lowerBound + place] = row[target]
    }
  }
}

/// One row of XᵀX at a time.
///
/// `@unchecked Sendable`: a worker's number belongs to one thread at a time.
private final class GramRow: @unchecked Sendable {
  private let products: UnsafeMutableBufferPointer<Float>

  init(columnCount: Int) {
    products = .allocate(capacity: columnCount)
    products.initialize(repeating: 0)
  }

  deinit { products.deallocate() }

  /// The product of the row's column and another.
  subscript(column: Int) -> Float { products[column] }

  /// Computes a column's row; each sum runs over users in ascending order.
  func fill(_ column: Int, _ matrix: InteractionMatrix, _ byItem: InteractionMatrix) {
    products.update(repeating: 0)
    guard let sums = products.baseAddress else { return }
    matrix.columns.withUnsafeBufferPointer { columns in
      matrix.weights.withUnsafeBufferPointer { weights in
        let postings = byItem.cells(of: UserIndex(column))
        for posting in postings {
          if posting + 6 < postings.upperBound {
            prefetch(matrix.cells(of: UserIndex(byItem.columns[posting + 6])), columns, weights)
          }
          let weight = byItem.weights[posting]
          // Columns are those of the matrix, so every place is inside `sums`.
          for cell in matrix.cells(of: UserIndex(byItem.columns[posting])) {
            sums[Int(columns[cell])] += weight * weights[cell]
          }
        }
      }
    }
  }

  /// Prefetches the beginning of a user's row, because waiting for it takes longer than the
  /// additions.
  private func prefetch(
    _ cells: Range<Int>, _ columns: UnsafeBufferPointer<Int32>,
    _ weights: UnsafeBufferPointer<Float>
  ) {
    guard let columns = columns.baseAddress, let weights = weights.baseAddress else { return }
    for cell in stride(
      from: cells.lowerBound, to: min(cells.upperBound, cells.lowerBound + 256), by: 16)
    {
      recommender_prefetch(columns + cell)
      recommender_prefetch(weights + cell)
    }
  }
}

/// Least squares with sparse, non-negative weights.
///
/// Minimises ½ wᵀ G w − bᵀ w + ½ l2 ‖w‖² + l1 ‖w‖₁ over w >= 0 by coordinate descent: each weight in
/// turn takes its best value given the others (Friedman, Hastie, Tibshirani, 2010, section 2.2).
struct ElasticNet: Sendable {
  /// The L1 penalty of a weight.
  let l1: Float
  /// The L2 penalty of a weight, on half its square.
  let l2: Float
  /// The greatest number of rounds.
  let maximumRounds: Int
  /// The largest change of a weight in the last round.
  static let tolerance: Float = 1e-4

  /// Computes the weights.
  ///
  /// - Parameters:
  ///   - gram: G, symmetric, row-major, `weights.count` squared.
  ///   - residual: b; afterwards b − G w.
  ///   - weights: zeros; afterwards w.
  func solve(
    gram: UnsafePointer<Float>, residual: UnsafeMutablePointer<Float>,
    weights: UnsafeMutableBufferPointer<Float>
  ) {
    let order = weights.count
    for _ in 0..<maximumRounds {
      var furthest: Float = 0
      for place in 0..<order {
        let row = gram + place * order
        let old = weights[place]
        let price = row[place] + l2
        guard price > 0 else { continue }
        let new = max(0, residual[place] + row[place] * old - l1) / price
        guard new != old else { continue }
        weights[place] = new
        let step = new - old
        for other in 0..<order { residual[other] -= step * row[other] }
        furthest = max(furthest, abs(step))
      }
      if furthest <= Self.tolerance { return }
    }
  }
}
