import PickModel
import Testing

@testable import PickRecommender

@Suite struct FactorKernelTests {
  private func matrix(rows: Int, factors: Int, seed: UInt64) -> FactorMatrix {
    var generator = SplitMix64(seed: seed)
    var matrix = FactorMatrix(rowCount: rows, factors: factors)
    matrix.fill { Float.random(in: -1...1, using: &generator) }
    return matrix
  }

  @Test(
    "the Gram matrix of factors agrees with the plain sum, on any number of threads",
    arguments: [(0, 3), (1, 1), (5, 8), (37, 13), (2500, 20)])
  func gram(rows: Int, factors: Int) {
    let matrix = matrix(rows: rows, factors: factors, seed: 3)
    for path in KernelPath.available {
      let gram = FactorGram.gram(matrix, threads: 1, path: path)
      #expect(gram == FactorGram.gram(matrix, threads: 3, path: path))
      for i in 0..<matrix.stride {
        for j in 0..<matrix.stride {
          let expected = (0..<rows).reduce(0.0) {
            let row = $1 * matrix.stride
            return $0 + Double(matrix.values[row + i]) * Double(matrix.values[row + j])
          }
          #expect(abs(Double(gram[i * matrix.stride + j]) - expected) < 2e-3, "\(path)")
        }
      }
    }
  }

  @Test("a symmetric product agrees with the plain sum", arguments: [8, 16, 24, 64, 72, 136])
  func symmetric(order: Int) {
    var generator = SplitMix64(seed: UInt64(order))
    let whole = RandomData.positiveDefinite(order: order, using: &generator).whole
    let vector = (0..<order).map { _ in Float.random(in: -1...1, using: &generator) }
    for path in KernelPath.available {
      var product = [Float](repeating: .nan, count: order)
      SymmetricProduct.multiply(
        whole.flatMap(\.self), order: order, by: vector, into: &product, path: path)
      for row in 0..<order {
        let expected = zip(whole[row], vector).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        #expect(abs(Double(product[row]) - expected) <= 1e-4 * Double(order), "\(path)")
      }
    }
  }

  @Test("the dense solver agrees with elimination", arguments: [8, 16, 40])
  func dense(order: Int) {
    var generator = SplitMix64(seed: UInt64(order))
    let (upper, whole) = RandomData.positiveDefinite(order: order, using: &generator)
    let right = (0..<order).map { _ in Float.random(in: -1...1, using: &generator) }
    var (matrix, solution) = (upper, right)
    #expect(DenseSolve.solve(&matrix, order: order, &solution))
    let expected = DenseSystem.solve(whole.map { $0.map(Double.init) }, right.map(Double.init))
    for (got, expected) in zip(solution, expected) { #expect(abs(Double(got) - expected) < 1e-4) }
  }

  @Test("a matrix that is not positive definite is refused")
  func indefinite() {
    var matrix = [Float](repeating: 0, count: 64)
    var right = [Float](repeating: 1, count: 8)
    #expect(!DenseSolve.solve(&matrix, order: 8, &right))
  }
}
