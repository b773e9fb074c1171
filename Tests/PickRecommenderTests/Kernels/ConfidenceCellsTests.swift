import PickModel
import Testing

@testable import PickRecommender

@Suite struct ConfidenceCellsTests {
  /// Random cells over random factors, of a width that need not be the stride.
  private struct Sample {
    let stride, width: Int
    let factors, weights, vector, sum: [Float]
    let columns: [Int32]
    let confidence: Confidence

    init(seed: UInt64) {
      var generator = SplitMix64(seed: seed)
      let rows = Int.random(in: 1...9, using: &generator)
      width = 8 * Int.random(in: 1...9, using: &generator)
      stride = width + 8 * Int.random(in: 0...2, using: &generator)
      let count = Int.random(in: 0...13, using: &generator)
      func numbers(_ count: Int) -> [Float] {
        (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }
      }
      factors = numbers(rows * stride)
      weights = numbers(count)
      vector = numbers(width)
      sum = numbers(width)
      columns = weights.map { _ in Int32.random(in: 0..<Int32(rows), using: &generator) }
      confidence = Confidence(alpha: 3, base: seed.isMultiple(of: 2) ? 1 : 0)
    }

    func lend<Result>(_ body: (ConfidenceCells) -> Result) -> Result? {
      factors.withUnsafeBufferPointer { factors in
        columns.withUnsafeBufferPointer { columns in
          weights.withUnsafeBufferPointer { weights in
            guard let factors = factors.baseAddress, let columns = columns.baseAddress,
              let weights = weights.baseAddress
            else { return nil }
            return body(
              ConfidenceCells(
                factors: factors, stride: stride, width: width, columns: columns,
                weights: weights, count: self.columns.count, confidence: confidence))
          }
        }
      }
    }

    /// Each cell's row, wanted and excess confidence, and dot product, in double precision.
    var cells: [(row: [Double], wanted: Double, excess: Double, dot: Double)] {
      zip(columns, weights).map { column, weight in
        let row = (0..<width).map { Double(factors[Int(column) * stride + $0]) }
        let confidence = Double(self.confidence.alpha * weight)
        return (
          row, max(confidence, 0), abs(confidence) - Double(self.confidence.base),
          zip(row, vector).reduce(0) { $0 + $1.0 * Double($1.1) }
        )
      }
    }
  }

  private func close(_ got: [Float], _ expected: [Double]) -> Bool {
    got.count == expected.count
      && zip(got, expected).allSatisfy { abs(Double($0) - $1) <= 2e-5 * max(1, abs($1)) * 8 }
  }

  @Test("products and residuals agree with the plain sum", arguments: 0..<24 as Range<UInt64>)
  func rows(seed: UInt64) {
    let sample = Sample(seed: seed)
    for path in KernelPath.available {
      var (product, residual) = (sample.sum, sample.sum)
      _ = sample.lend { cells in
        cells.addProduct(with: sample.vector, to: &product, path: path)
        cells.addResidual(of: sample.vector, to: &residual, path: path)
      }
      let expected = (0..<sample.width).map { k in
        sample.cells.reduce(Double(sample.sum[k])) { $0 + $1.excess * $1.dot * $1.row[k] }
      }
      let left = (0..<sample.width).map { k in
        sample.cells.reduce(Double(sample.sum[k])) {
          $0 + ($1.wanted - $1.excess * $1.dot) * $1.row[k]
        }
      }
      #expect(close(product, expected) && close(residual, left), "\(path)")
    }
  }

  @Test("the energy agrees with the plain sum", arguments: 0..<24 as Range<UInt64>)
  func energy(seed: UInt64) {
    let sample = Sample(seed: seed)
    let expected = sample.cells.reduce(0) { $0 + $1.excess * $1.dot * $1.dot }
    for path in KernelPath.available {
      let energy = sample.lend { $0.energy(of: sample.vector, path: path) } ?? 0
      #expect(close([energy], [expected]), "\(path)")
    }
  }

  @Test("scores and residuals of known scores agree", arguments: 0..<24 as Range<UInt64>)
  func scores(seed: UInt64) {
    let sample = Sample(seed: seed)
    let start = sample.weights.map { $0 / 2 }
    for path in KernelPath.available {
      var (scores, residual) = (start, sample.sum)
      _ = sample.lend { cells in
        cells.addScores(of: sample.vector, to: &scores, path: path)
        cells.addResidual(ofScores: start, to: &residual, path: path)
      }
      let expected = zip(start, sample.cells).map { Double($0) + $1.dot }
      let left = (0..<sample.width).map { k in
        zip(start, sample.cells).reduce(Double(sample.sum[k])) {
          $0 + ($1.1.wanted - $1.1.excess * Double($1.0)) * $1.1.row[k]
        }
      }
      #expect(close(scores, expected) && close(residual, left), "\(path)")
    }
  }

  @Test("a block of factors has the sums of those factors", arguments: 0..<12 as Range<UInt64>)
  func block(seed: UInt64) {
    let sample = Sample(seed: seed)
    let range = sample.width / 16 * 8..<sample.width
    for path in KernelPath.available {
      var scores = [Float](repeating: 0, count: sample.columns.count)
      let part = Array(sample.vector[range])
      _ = sample.lend { $0.block(range).addScores(of: part, to: &scores, path: path) }
      let expected = sample.cells.map { cell in
        range.reduce(0) { $0 + cell.row[$1] * Double(sample.vector[$1]) }
      }
      #expect(close(scores, expected), "\(path)")
    }
  }

  @Test("the upper triangle of the Gram matrix agrees", arguments: 0..<24 as Range<UInt64>)
  func gram(seed: UInt64) {
    let sample = Sample(seed: seed)
    for path in KernelPath.available {
      var matrix = [Float](repeating: 0, count: sample.width * sample.width)
      _ = sample.lend { $0.addGram(to: &matrix, path: path) }
      for i in 0..<sample.width {
        let expected = (i..<sample.width).map { j in
          sample.cells.reduce(0) { $0 + $1.excess * $1.row[i] * $1.row[j] }
        }
        let row = i * sample.width
        #expect(close(Array(matrix[row + i..<row + sample.width]), expected), "\(path)")
      }
    }
  }
}
