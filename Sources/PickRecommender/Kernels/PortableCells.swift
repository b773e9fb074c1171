import CRecommenderKernels

/// The plain form of the kernels over observed cells.
///
/// Like the wide ones they take four rows at once, so that a sum is read and written once for four
/// rows. Multiply and add stay apart: a fused one is a call into the C library where the processor
/// has none.
enum PortableCells {
  private typealias Lane = SIMD8<Float>
  private typealias Four = SIMD4<Float>

  /// Adds f y of each cell to `sum`, where f comes from max(c, 0), |c| − base and y · vector.
  @inline(__always)
  static func addRows(
    of cells: recommender_cells, to sum: UnsafeMutablePointer<Float>,
    dotWith vector: UnsafePointer<Float>,
    factor: (_ wanted: SIMD4<Float>, _ excess: SIMD4<Float>, _ dots: SIMD4<Float>)
      -> SIMD4<Float>
  ) {
    let width = Int(cells.width)
    for start in stride(from: 0, to: Int(cells.count), by: 4) {
      let group = Group(cells, at: start)
      let dots = group.dots(vector, width: width)
      group.add(
        factor(group.wanted, group.excess, dots) * group.mask, to: sum, from: 0, width: width)
    }
  }

  /// Σ (|c| − base)(y · vector)².
  static func energy(of cells: recommender_cells, with vector: UnsafePointer<Float>) -> Float {
    var sums = Four()
    for start in stride(from: 0, to: Int(cells.count), by: 4) {
      let group = Group(cells, at: start)
      let dots = group.dots(vector, width: Int(cells.width))
      sums += group.excess * group.mask * dots * dots
    }
    return sums.sum()
  }

  /// Adds y · vector of each cell to its place in `scores`.
  static func addScores(
    of cells: recommender_cells, with vector: UnsafePointer<Float>,
    to scores: UnsafeMutablePointer<Float>
  ) {
    let count = Int(cells.count)
    for start in stride(from: 0, to: count, by: 4) {
      let dots = Group(cells, at: start).dots(vector, width: Int(cells.width))
      for cell in start..<min(start + 4, count) { scores[cell] += dots[cell - start] }
    }
  }

  /// Adds Σ (max(c, 0) − (|c| − base) score) y to `sum`.
  static func addResidual(
    of cells: recommender_cells, scores: UnsafePointer<Float>,
    to sum: UnsafeMutablePointer<Float>
  ) {
    let count = Int(cells.count)
    for start in stride(from: 0, to: count, by: 4) {
      let group = Group(cells, at: start)
      var known = Four()
      for cell in start..<min(start + 4, count) { known[cell - start] = scores[cell] }
      group.add(
        (group.wanted - group.excess * known) * group.mask, to: sum, from: 0,
        width: Int(cells.width))
    }
  }

  /// Adds Σ (|c| − base) y yᵀ to the upper triangle of a matrix.
  static func addGram(of cells: recommender_cells, to matrix: UnsafeMutablePointer<Float>) {
    for start in stride(from: 0, to: Int(cells.count), by: 4) {
      let group = Group(cells, at: start)
      group.addOuter(times: group.excess * group.mask, to: matrix, width: Int(cells.width))
    }
  }

  /// Adds Σ y yᵀ over `count` rows that follow each other to the upper triangle of a matrix.
  static func addGram(
    of rows: UnsafePointer<Float>, count: Int, width: Int,
    to matrix: UnsafeMutablePointer<Float>
  ) {
    for start in stride(from: 0, to: count, by: 4) {
      let row = { rows + (start + $0 < count ? start + $0 : start) * width }
      let mask = Four(
        1, start + 1 < count ? 1 : 0, start + 2 < count ? 1 : 0, start + 3 < count ? 1 : 0)
      let group = Group(row: (row(0), row(1), row(2), row(3)), mask: mask)
      group.addOuter(times: mask, to: matrix, width: width)
    }
  }

  /// Four rows; a last group of fewer repeats its first one, and `mask` silences the repetitions.
  private struct Group {
    typealias Row = UnsafePointer<Float>
    let row: (Row, Row, Row, Row)
    let mask: Four
    /// max(c, 0).
    var wanted = Four()
    /// |c| − base.
    var excess = Four()

    @inline(__always)
    init(row: (Row, Row, Row, Row), mask: Four) {
      self.row = row
      self.mask = mask
    }

    @inline(__always)
    init(_ cells: recommender_cells, at start: Int) {
      let left = Int(cells.count) &- start
      let columns = cells.columns + start
      let weights = cells.weights + start
      let row = { cells.factors + Int(columns[$0]) &* Int(cells.stride) }
      let confidence: Four
      if left >= 4 {
        self.row = (row(0), row(1), row(2), row(3))
        mask = Four(repeating: 1)
        confidence = cells.alpha * Four(weights[0], weights[1], weights[2], weights[3])
      } else {
        let cell = { $0 < left ? $0 : 0 }
        self.row = (row(0), row(cell(1)), row(cell(2)), row(0))
        mask = Four(1, left > 1 ? 1 : 0, left > 2 ? 1 : 0, 0)
        confidence =
          cells.alpha * Four(weights[0], weights[cell(1)], weights[cell(2)], weights[0])
      }
      let magnitudes = confidence.magnitudes
      wanted = 0.5 * (confidence + magnitudes)
      excess = magnitudes - cells.base
    }

    @inline(__always)
    func dots(_ vector: UnsafePointer<Float>, width: Int) -> Four {
      var sums = (Lane(), Lane(), Lane(), Lane())
      for k in stride(from: 0, to: width, by: 8) {
        let v = vector.lane(k)
        sums.0 += row.0.lane(k) * v
        sums.1 += row.1.lane(k) * v
        sums.2 += row.2.lane(k) * v
        sums.3 += row.3.lane(k) * v
      }
      return Four.sums(sums.0, sums.1, sums.2, sums.3)
    }

    @inline(__always)
    func add(
      _ factors: Four, to sum: UnsafeMutablePointer<Float>, from start: Int, width: Int
    ) {
      let f0 = Lane(repeating: factors[0])
      let f1 = Lane(repeating: factors[1])
      let f2 = Lane(repeating: factors[2])
      let f3 = Lane(repeating: factors[3])
      for k in stride(from: start, to: width, by: 8) {
        let first = f0 * row.0.lane(k) + f1 * row.1.lane(k)
        let second = f2 * row.2.lane(k) + f3 * row.3.lane(k)
        sum.store(k, sum.lane(k) + (first + second))
      }
    }

    func addOuter(times factors: Four, to matrix: UnsafeMutablePointer<Float>, width: Int) {
      for i in 0..<width {
        let scaled = factors * Four(row.0[i], row.1[i], row.2[i], row.3[i])
        add(scaled, to: matrix + i * width, from: i & ~7, width: width)
      }
    }
  }
}
