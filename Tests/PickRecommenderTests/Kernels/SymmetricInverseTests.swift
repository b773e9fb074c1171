import PickModel
import PickTestRunning
import Testing

@testable import PickRecommender

@Suite struct SymmetricInverseTests {
  @Test("a matrix times its inverse is the identity", arguments: [1, 2, 3, 7, 31, 32, 33, 64, 90])
  func identity(order: Int) throws {
    var generator = SplitMix64(seed: UInt64(order))
    let (upper, whole) = RandomData.positiveDefinite(order: order, using: &generator)
    var inverse = upper
    try Cholesky.invertUpper(&inverse, order: order, context: FitContext())
    SymmetricInverse.mirrorUpper(&inverse, order: order)
    for row in 0..<order {
      for column in 0..<order {
        let product = (0..<order).reduce(Float(0)) {
          $0 + whole[row][$1] * inverse[$1 * order + column]
        }
        #expect(abs(product - (row == column ? 1 : 0)) < 1e-3)
      }
    }
  }

  @Test(
    "the library agrees with the own kernel, where there is one",
    .needs(.openBLAS, isThere: OpenBLAS.load() != nil))
  func library() throws {
    let library = try #require(OpenBLAS.load())
    var generator = SplitMix64(seed: 5)
    let order = 130
    let upper = RandomData.positiveDefinite(order: order, using: &generator).upper
    var (own, theirs) = (upper, upper)
    try Cholesky.invertUpper(&own, order: order, context: FitContext())
    try library.invertUpper(&theirs, order: order)
    for row in 0..<order {
      for column in row..<order {
        let cell = row * order + column
        #expect(abs(own[cell] - theirs[cell]) < 1e-5)
      }
    }
  }

  @Test(
    "the library outlives orders of every remainder when one thread is asked for",
    .needs(.openBLAS, isThere: OpenBLAS.load() != nil), arguments: 516..<521)
  func oneThread(order: Int) throws {
    var generator = SplitMix64(seed: UInt64(order))
    // The diagonal outweighs its row, so that the matrix is positive definite.
    var upper = [Float](repeating: 0, count: order * order)
    for row in 0..<order {
      upper[row * order + row] = Float(order)
      for column in row + 1..<max(order, row + 1) {
        upper[row * order + column] = Float(generator.next() % 1000) / 1000 - 0.5
      }
    }
    var (own, theirs) = (upper, upper)
    let context = FitContext(threads: 1)
    try Cholesky.invertUpper(&own, order: order, context: context)
    try SymmetricInverse.invertUpper(&theirs, order: order, context: context)
    var furthest: Float = 0
    for row in 0..<order {
      for cell in row * order + row..<(row + 1) * order {
        furthest = max(furthest, abs(own[cell] - theirs[cell]))
      }
    }
    #expect(furthest < 1e-6)
  }

  @Test("a hand-computed inverse")
  func byHand() throws {
    // [[4, 2], [2, 3]] has determinant 8.
    var matrix: [Float] = [4, 2, 0, 3]
    try Cholesky.invertUpper(&matrix, order: 2, context: FitContext())
    for (got, expected) in zip(matrix, [0.375, -0.25, 0, 0.5] as [Float]) {
      #expect(abs(got - expected) < 1e-6)
    }
  }

  @Test("a matrix that is not positive definite is refused with the row")
  func indefinite() {
    var matrix: [Float] = [1, 2, 0, 1]
    #expect(throws: FitError.notPositiveDefinite(row: 1)) {
      try Cholesky.invertUpper(&matrix, order: 2, context: FitContext())
    }
  }

  @Test(
    "the library refuses the same row of it",
    .needs(.openBLAS, isThere: OpenBLAS.load() != nil))
  func indefiniteInLibrary() throws {
    let library = try #require(OpenBLAS.load())
    var matrix: [Float] = [1, 2, 0, 1]
    #expect(throws: FitError.notPositiveDefinite(row: 1)) {
      try library.invertUpper(&matrix, order: 2)
    }
  }

  @Test("a machine without the library is no error")
  func absent() { #expect(OpenBLAS.load("libno-such-library.so.0") == nil) }
}
