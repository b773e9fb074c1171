import Glibc
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

  @Test("scores of panels are products of rows", arguments: [(1, 1), (16, 8), (45, 13), (70, 64)])
  func panels(items: Int, factors: Int) {
    let matrix = matrix(rows: items, factors: factors, seed: 4)
    let users = self.matrix(rows: 12, factors: factors, seed: 5)
    let panels = ScorePanels(matrix)
    let rows = (0..<12).flatMap { users.row($0) }
    for path in KernelPath.available {
      for range in [0..<panels.count, panels.count - 1..<panels.count] {
        let width = range.count * ScorePanels.items
        var scores = [Float](repeating: .nan, count: 12 * width)
        panels.fill(range, users: rows, scores: &scores, path: path)
        for user in 0..<12 {
          for place in 0..<width {
            let item = range.lowerBound * ScorePanels.items + place
            let expected =
              item < items
              ? zip(users.row(user), matrix.row(item)).reduce(0) { $0 + $1.0 * $1.1 } : 0
            #expect(abs(scores[user * width + place] - expected) < 1e-4, "\(path)")
          }
        }
      }
    }
  }

  @Test("a scan stops at each score above the threshold and at no other", arguments: 0..<10)
  func scan(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let count = Int.random(in: 0...90, using: &generator)
    var scores = (0..<count).map { _ in Float(Int.random(in: 0...9, using: &generator)) }
    if count > 3 { scores[3] = .nan }
    let first = min(2, count)
    var found: [Int] = []
    var position = first
    while let next = ThresholdScan.next(in: scores, position..<count, above: 7) {
      found.append(next)
      position = next + 1
    }
    #expect(found == (first..<count).filter { scores[$0] > 7 })
  }

  @Test("a pairwise step is the gradient of ln σ, on both paths", arguments: [3, 7, 20, 64])
  func pairwise(factors: Int) {
    let rows = matrix(rows: 3, factors: factors + 1, seed: 6)
    let (rate, penalty) = (0.1, 0.01)
    var before = (0..<3).map { rows.row($0).map(Double.init) }
    before[0][factors] = 1
    let difference = (0...factors).reduce(0) {
      $0 + before[0][$1] * (before[1][$1] - before[2][$1])
    }
    let slope = 1 / (1 + exp(difference))
    for path in KernelPath.available {
      func padded(_ row: Int) -> [Float] {
        Array(rows.values[row * rows.stride..<(row + 1) * rows.stride])
      }
      var (user, liked, other) = (padded(0), padded(1), padded(2))
      user[factors] = 1
      let step = PairwiseStep(learningRate: 0.1, regularization: 0.01, path: path)
      step.move(user: &user, liked: &liked, other: &other, width: rows.stride, last: factors)
      for k in 0...factors {
        let (x, i, j) = (before[0][k], before[1][k], before[2][k])
        let expected = [
          k == factors ? 1 : x + rate * (slope * (i - j) - penalty * x),
          i + rate * (slope * x - penalty * i), j + rate * (-slope * x - penalty * j),
        ]
        for (got, expected) in zip([user[k], liked[k], other[k]], expected) {
          #expect(abs(Double(got) - expected) < 1e-5, "\(path)")
        }
      }
    }
  }
}
