/// What all rows of one side have in common while the other side's factors stand still: half an
/// iteration of alternating least squares, or the folding in of a history.
struct NormalEquations: Sendable {
  /// How a row's equations are solved.
  enum Solver: Equatable, Sendable {
    /// Conjugate gradient from where the row is, so many steps.
    case conjugateGradient(steps: Int)
    /// Exactly, by forming the matrix.
    case cholesky
  }

  /// The factors that stand still.
  private let fixed: FactorMatrix
  /// YᵀY × the weight of an unobserved cell + the ridge, both triangles.
  private let gram: [Float]
  private let confidence: Confidence
  private let path: KernelPath

  /// The common part of the equations over `fixed`.
  ///
  /// - Parameters:
  ///   - fixed: Y, the factors that stand still.
  ///   - gram: YᵀY as `FactorGram` gives it.
  ///   - unobservedWeight: what a cell nobody filled counts.
  ///   - ridge: λ, added to the diagonal.
  ///   - confidence: how weights become confidences.
  ///   - path: which kernels run.
  init(
    over fixed: FactorMatrix, gram: [Float], unobservedWeight: Float = 1, ridge: Float,
    confidence: Confidence, path: KernelPath
  ) {
    precondition(gram.count == fixed.stride * fixed.stride)
    self.fixed = fixed
    self.confidence = confidence
    self.path = path
    var scaled = gram
    if unobservedWeight != 1 {
      for cell in scaled.indices { scaled[cell] *= unobservedWeight }
    }
    for factor in 0..<fixed.stride { scaled[factor * fixed.stride + factor] += ridge }
    self.gram = scaled
  }

  /// Solves every row of `rows` by its row of `matrix`; a row without cells becomes 0.
  ///
  /// Rows are independent, so the result is the same to the bit on any number of threads.
  ///
  /// - Parameters:
  ///   - rows: start and result, a row for each of `matrix`.
  ///   - matrix: the interactions, its columns the rows of `fixed`.
  ///   - solver: how a row is solved.
  ///   - threads: how many threads may work.
  func solve(
    _ rows: inout FactorMatrix, by matrix: InteractionMatrix, solver: Solver, threads: Int
  ) {
    precondition(rows.stride == fixed.stride && rows.rowCount == matrix.userCount)
    precondition(matrix.itemCount == fixed.rowCount)
    let width = fixed.stride
    SharedBuffer.lend(&rows.values) { rows in
      withCells(of: matrix) { cells in
        Parallel.forEach(matrix.userCount, chunk: 100, threads: threads) { _, range in
          withScratch(for: solver) { scratch in
            for row in range {
              let x = rows.pointer(to: row * width..<(row + 1) * width)
              solve(
                x, cells.row(matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1]),
                solver: solver, scratch: scratch)
            }
          }
        }
      }
    }
  }

  /// The factors of one history, from zero; all 0 when it has no cell.
  ///
  /// - Parameters:
  ///   - columns: rows of `fixed`, in bounds.
  ///   - weights: parallel to `columns`, finite; negative for what is not wanted.
  ///   - solver: how they are solved for.
  /// - Returns: `fixed.stride` numbers.
  func solution(columns: [Int32], weights: [Float], solver: Solver) -> [Float] {
    precondition(columns.count == weights.count)
    precondition(columns.allSatisfy { $0 >= 0 && $0 < fixed.rowCount })
    var solution = [Float](repeating: 0, count: fixed.stride)
    withCells(columns: columns, weights: weights) { cells in
      withScratch(for: solver) { scratch in
        solution.withUnsafeMutableBufferPointer { x in
          guard let x = x.baseAddress else { return }
          solve(x, cells.row(0..<columns.count), solver: solver, scratch: scratch)
        }
      }
    }
    return solution
  }

  /// A⁻¹ × `vector` where A is the matrix of one history: what links items of it to a score.
  func inverse(times vector: [Float], columns: [Int32], weights: [Float]) -> [Float] {
    precondition(vector.count == fixed.stride && columns.count == weights.count)
    precondition(columns.allSatisfy { $0 >= 0 && $0 < fixed.rowCount })
    var solution = vector
    withCells(columns: columns, weights: weights) { cells in
      withScratch(for: .cholesky) { scratch in
        solution.withUnsafeMutableBufferPointer { x in
          guard let x = x.baseAddress else { return }
          formMatrix(of: cells.row(0..<columns.count), into: scratch)
          if !DenseSolve.solve(scratch, order: fixed.stride, x) {
            x.update(repeating: .nan, count: fixed.stride)
          }
        }
      }
    }
    return solution
  }

  private func solve(
    _ x: UnsafeMutablePointer<Float>, _ cells: ConfidenceCells, solver: Solver,
    scratch: UnsafeMutablePointer<Float>
  ) {
    let width = fixed.stride
    guard !cells.isEmpty else {
      x.update(repeating: 0, count: width)
      return
    }
    switch solver {
    case .conjugateGradient(let steps):
      gram.withUnsafeBufferPointer { gram in
        guard let gram = gram.baseAddress else { return }
        ConjugateGradient(gram: gram, width: width, steps: steps, path: path)
          .solve(x, cells, scratch: scratch)
      }
    case .cholesky:
      formMatrix(of: cells, into: scratch)
      let zero = scratch + width * width
      zero.update(repeating: 0, count: width)
      x.update(repeating: 0, count: width)
      cells.addResidual(of: zero, to: x, path: path)
      if !DenseSolve.solve(scratch, order: width, x) { x.update(repeating: .nan, count: width) }
    }
  }

  private func formMatrix(of cells: ConfidenceCells, into matrix: UnsafeMutablePointer<Float>) {
    gram.withUnsafeBufferPointer { gram in
      guard let gram = gram.baseAddress else { return }
      matrix.update(from: gram, count: fixed.stride * fixed.stride)
    }
    cells.addGram(to: matrix, path: path)
  }

  private func withScratch(
    for solver: Solver, _ body: (UnsafeMutablePointer<Float>) -> Void
  ) {
    let width = fixed.stride
    let count = solver == .cholesky ? (width + 1) * width : 3 * width
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { buffer in
      if let base = buffer.baseAddress { body(base) }
    }
  }
}

extension NormalEquations {
  /// Columns and weights of many rows, lent to threads that only read them.
  ///
  /// `@unchecked Sendable`: nobody writes to the memory while it is lent.
  private struct Lent: @unchecked Sendable {
    let factors: UnsafePointer<Float>
    let columns: UnsafePointer<Int32>
    let weights: UnsafePointer<Float>
    let width: Int
    let confidence: Confidence

    func row(_ range: Range<Int>) -> ConfidenceCells {
      ConfidenceCells(
        factors: factors, stride: width, width: width, columns: columns + range.lowerBound,
        weights: weights + range.lowerBound, count: range.count, confidence: confidence)
    }
  }

  private func withCells(of matrix: InteractionMatrix, _ body: (Lent) -> Void) {
    withCells(columns: matrix.columns, weights: matrix.weights, body)
  }

  private func withCells(columns: [Int32], weights: [Float], _ body: (Lent) -> Void) {
    fixed.values.withUnsafeBufferPointer { factors in
      columns.withUnsafeBufferPointer { columns in
        weights.withUnsafeBufferPointer { weights in
          // Without a single cell or row there is no memory to point at, and none is looked at.
          guard let factors = factors.baseAddress else { return }
          guard let columns = columns.baseAddress, let weights = weights.baseAddress else {
            return
          }
          body(
            Lent(
              factors: factors, columns: columns, weights: weights, width: fixed.stride,
              confidence: confidence))
        }
      }
    }
  }
}
