import Glibc

/// The part of the normal equations that all rows of one side share, given the factors of the other
/// side: half an iteration of alternating least squares, or a fold-in of a history.
///
/// A row x minimises Σ c (p − x·y)² over its observed cells and unobservedWeight × Σ (x·y)² over the
/// others, + ridge ‖x‖².
struct NormalEquations: Sendable {
  /// The solvers of a row's equations.
  enum Solver: Equatable, Sendable {
    /// Conjugate gradient from the current row, with a number of steps, or fewer where this squared
    /// share of the first residual is left.
    case conjugateGradient(steps: Int, tolerance: Float = 0)
    /// The exact solution, by forming the matrix.
    case cholesky
    /// One pass over blocks of factors from the current row, each block solved exactly.
    case blocks(size: Int)
  }

  /// Y, the fixed factors.
  let fixed: FactorMatrix
  /// YᵀY × the weight of an unobserved cell, both triangles.
  let gram: [Float]
  /// The penalty of a row.
  let ridge: Ridge
  /// The confidence of a weight.
  let confidence: Confidence
  /// The path of the kernels.
  let path: KernelPath

  /// The common part of the equations over `fixed`.
  ///
  /// - Parameters:
  ///   - fixed: Y, the fixed factors.
  ///   - unobservedWeight: the weight of a cell without an interaction.
  ///   - ridge: the penalty of a row.
  ///   - confidence: the confidence of a weight.
  ///   - path: the path of the kernels.
  ///   - threads: the number of threads that form YᵀY.
  init(
    over fixed: FactorMatrix, unobservedWeight: Float = 1, ridge: Ridge, confidence: Confidence,
    path: KernelPath, threads: Int
  ) {
    self.fixed = fixed
    self.ridge = ridge
    self.confidence = confidence
    self.path = path
    var gram = FactorGram.gram(fixed, threads: threads, path: path)
    if unobservedWeight != 1 {
      for cell in gram.indices { gram[cell] *= unobservedWeight }
    }
    self.gram = gram
  }

  /// Solves every row of `rows` by its row of `matrix`; a row without cells becomes 0.
  ///
  /// Rows are independent, so the result is the same to the bit on any number of threads.
  ///
  /// - Parameters:
  ///   - rows: the start and the result, a row for each of `matrix`.
  ///   - matrix: the interactions, its columns the rows of `fixed`.
  ///   - solver: the solver of a row.
  ///   - threads: the number of threads.
  func solve(
    _ rows: inout FactorMatrix, by matrix: InteractionMatrix, solver: Solver, threads: Int
  ) {
    precondition(rows.stride == fixed.stride && rows.rowCount == matrix.userCount)
    precondition(matrix.itemCount == fixed.rowCount)
    guard matrix.nonzeroCount > 0 else {
      rows = FactorMatrix(rowCount: rows.rowCount, factors: rows.factors)
      return
    }
    let width = fixed.stride
    SharedBuffer.lend(&rows.values) { rows in
      withCells(columns: matrix.columns, weights: matrix.weights) { cells in
        Parallel.forEach(matrix.userCount, chunk: 100, threads: threads) { _, range in
          let longest = range.lazy.map { matrix.cells(of: UserIndex($0)).count }.max() ?? 0
          withScratch(for: solver, longest: longest) { scratch in
            for row in range {
              solve(
                rows.pointer(to: row * width..<(row + 1) * width),
                cells.row(matrix.cells(of: UserIndex(row))), solver, scratch)
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
  ///   - weights: parallel to `columns`, finite; negative for dislikes.
  ///   - solver: the solver.
  /// - Returns: `fixed.stride` numbers.
  func solution(columns: [Int32], weights: [Float], solver: Solver) -> [Float] {
    precondition(columns.count == weights.count)
    precondition(columns.allSatisfy { $0 >= 0 && $0 < fixed.rowCount })
    var solution = [Float](repeating: 0, count: fixed.stride)
    withCells(columns: columns, weights: weights) { cells in
      withScratch(for: solver, longest: columns.count) { scratch in
        solution.withUnsafeMutableBufferPointer { x in
          guard let x = x.baseAddress else { return }
          solve(x, cells.row(0..<columns.count), solver, scratch)
        }
      }
    }
    return solution
  }

  /// A⁻¹ × `vector`, where A is the matrix of the normal equations of a history.
  func inverse(times vector: [Float], columns: [Int32], weights: [Float]) -> [Float] {
    precondition(vector.count == fixed.stride && columns.count == weights.count)
    precondition(columns.allSatisfy { $0 >= 0 && $0 < fixed.rowCount })
    var solution = vector
    withCells(columns: columns, weights: weights) { cells in
      withScratch(for: .cholesky, longest: columns.count) { scratch in
        withGram { gram in
          solution.withUnsafeMutableBufferPointer { x in
            guard let x = x.baseAddress else { return }
            descent(over: gram, block: fixed.stride)
              .applyInverse(to: x, cells.row(0..<columns.count), scratch: scratch)
          }
        }
      }
    }
    return solution
  }
}

extension NormalEquations {
  private func solve(
    _ x: UnsafeMutablePointer<Float>, _ cells: ConfidenceCells, _ solver: Solver,
    _ scratch: UnsafeMutablePointer<Float>
  ) {
    let width = fixed.stride
    guard !cells.isEmpty else {
      x.update(repeating: 0, count: width)
      return
    }
    withGram { gram in
      switch solver {
      case .conjugateGradient(let steps, let tolerance):
        ConjugateGradient(
          gram: gram, width: width, ridge: ridge(cells: cells.count), steps: steps,
          tolerance: tolerance, path: path
        ).solve(x, cells, scratch: scratch)
      case .cholesky:
        descent(over: gram, block: width).solve(x, cells, scratch: scratch)
      case .blocks(let size):
        descent(over: gram, block: FactorMatrix.padded(size)).solve(x, cells, scratch: scratch)
      }
    }
  }

  private func descent(over gram: UnsafePointer<Float>, block: Int) -> BlockDescent {
    BlockDescent(
      gram: gram, width: fixed.stride, block: min(block, fixed.stride), ridge: ridge, path: path)
  }

  private func withGram(_ body: (UnsafePointer<Float>) -> Void) {
    gram.withUnsafeBufferPointer { gram in
      if let gram = gram.baseAddress { body(gram) }
    }
  }

  private func withScratch(
    for solver: Solver, longest: Int, _ body: (UnsafeMutablePointer<Float>) -> Void
  ) {
    let width = fixed.stride
    let count =
      switch solver {
      case .conjugateGradient: 3 * width
      case .cholesky: longest + (width + 1) * width
      case .blocks(let size): longest + (FactorMatrix.padded(size) + 1) * FactorMatrix.padded(size)
      }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { buffer in
      if let base = buffer.baseAddress { body(base) }
    }
  }

  /// Columns and weights of many rows, lent to threads that only read them.
  ///
  /// `@unchecked Sendable`: the memory is not written to while it is lent.
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

  private func withCells(columns: [Int32], weights: [Float], _ body: (Lent) -> Void) {
    fixed.values.withUnsafeBufferPointer { factors in
      columns.withUnsafeBufferPointer { columns in
        weights.withUnsafeBufferPointer { weights in
          // Without cells or rows there may be no memory to point at, and none is read.
          guard let factors = factors.baseAddress, let columns = columns.baseAddress,
            let weights = weights.baseAddress
          else { return }
          body(
            Lent(
              factors: factors, columns: columns, weights: weights, width: fixed.stride,
              confidence: confidence))
        }
      }
    }
  }
}

/// The L2 penalty of a row of factors: λ × (cells of the row + offset) ^ exponent.
struct Ridge: Equatable, Sendable {
  /// λ, > 0.
  let regularization: Float
  /// 0: the same for every row; 1: in proportion to its cells.
  var exponent: Float = 0
  /// The number added to the cells of a row.
  var offset: Float = 0

  /// The penalty of a row with this number of cells.
  func callAsFunction(cells: Int) -> Float {
    exponent == 0 ? regularization : regularization * pow(Float(cells) + offset, exponent)
  }
}
