/// Selects the numbers of largest absolute value, which prunes the rows of an item matrix.
///
/// The lower index wins where absolute values are equal; 0 and numbers that are not finite are left
/// out. Most numbers are rejected eight at a time by one comparison with the least one that could
/// be kept.
struct Strongest {
  private typealias Lane = SIMD8<Float>

  private let limit: Int
  /// The keys of the candidates, by ascending index: the bits of the absolute value above the
  /// inverted index, so that a larger key is better.
  private var keys: [UInt64] = []
  private var scratch: [UInt64] = []
  /// The absolute value a further number must exceed.
  private var floor: Float = 0

  /// Keeps at most `limit` numbers.
  init(_ limit: Int) {
    self.limit = max(0, limit)
    keys.reserveCapacity(capacity)
    scratch.reserveCapacity(capacity)
  }

  private var capacity: Int { min(2 * limit, 1 << 20) + 64 }

  /// Writes the positions and values of the selected numbers, by ascending position.
  ///
  /// - Parameters:
  ///   - values: the numbers.
  ///   - excluded: a position that is left out; -1 for none.
  ///   - columns: memory for `limit` positions.
  ///   - weights: memory for `limit` numbers.
  /// - Returns: the number of selected numbers.
  mutating func pick(
    from values: UnsafeBufferPointer<Float>, but excluded: Int,
    columns: UnsafeMutablePointer<Int32>, weights: UnsafeMutablePointer<Float>
  ) -> Int {
    guard limit > 0 else { return 0 }
    keys.removeAll(keepingCapacity: true)
    floor = 0
    let bytes = UnsafeRawBufferPointer(values)
    var index = 0
    while index + Lane.scalarCount <= values.count {
      // In bounds by the condition above; lanes are loaded unaligned.
      let lane = bytes.loadUnaligned(fromByteOffset: index * 4, as: Lane.self)
      if any((lane .> floor) .| (lane .< -floor)) {
        for offset in 0..<Lane.scalarCount { show(lane[offset], index + offset, excluded) }
      }
      index += Lane.scalarCount
    }
    while index < values.count {
      show(values[index], index, excluded)
      index += 1
    }
    if keys.count > limit { keepStrongest() }
    for (place, key) in keys.enumerated() {
      let index = Self.index(of: key)
      columns[place] = Int32(truncatingIfNeeded: index)
      weights[place] = values[index]
    }
    return keys.count
  }

  private mutating func show(_ value: Float, _ index: Int, _ excluded: Int) {
    let strength = abs(value)
    guard strength > floor, strength.isFinite, index != excluded else { return }
    keys.append(UInt64(strength.bitPattern) << 32 | UInt64(UInt32.max - UInt32(index)))
    if keys.count >= capacity, keys.count > limit { keepStrongest() }
  }

  /// Keeps the best `limit` keys in their order, and sets the floor to the least of them.
  private mutating func keepStrongest() {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: keys)
    let worst = scratch.withUnsafeMutableBufferPointer { Selection.moveLargest(limit, of: $0) }
    keys.removeAll { $0 < worst }
    floor = Float(bitPattern: UInt32(truncatingIfNeeded: worst >> 32))
  }

  private static func index(of key: UInt64) -> Int {
    Int(UInt32.max - UInt32(truncatingIfNeeded: key))
  }
}

/// The weights B of an item matrix by the inverse P of a Gram matrix.
enum InverseWeights {
  /// Bᵢⱼ = −Pᵢⱼ / Pⱼⱼ off the diagonal, pruned to the strongest of each row.
  ///
  /// Only the upper triangle is read, a block of rows at a time; the lower one is never touched, so
  /// that it needs no memory pages.
  ///
  /// - Parameters:
  ///   - inverse: the upper triangle of P, row-major, n × n.
  ///   - order: n.
  ///   - neighbours: the number of weights a row keeps; 0 for all.
  ///   - context: threads, progress and cancellation.
  ///   - share: the range of this part in the progress of the fit.
  /// - Returns: B, shape `[n, n]`.
  /// - Throws: `FitError.diverged` where a diagonal entry is 0 or NaN; `cancelled`.
  static func strongest(
    ofUpper inverse: inout [Float], order: Int, neighbours: Int, context: FitContext,
    share: ClosedRange<Double> = 0...1
  ) throws(FitError) -> ItemMatrix {
    precondition(inverse.count == order * order && neighbours >= 0)
    let scales = (0..<order).map { -1 / inverse[$0 * order + $0] }
    guard scales.allSatisfy(\.isFinite) else { throw .diverged(iteration: 0) }
    let width = max(1, neighbours == 0 ? order - 1 : min(neighbours, order - 1))
    var counts = [Int](repeating: 0, count: order)
    var columns = [Int32](repeating: 0, count: order * width)
    var values = [Float](repeating: 0, count: order * width)
    try SharedBuffer.lend(&inverse) { inverse throws(FitError) in
      try SharedBuffer.lend(&counts) { counts throws(FitError) in
        try SharedBuffer.lend(&columns) { columns throws(FitError) in
          try SharedBuffer.lend(&values) { values throws(FitError) in
            try Parallel.forEach(order, chunk: block, context: context, share: share) { _, rows in
              var strongest = Strongest(width)
              let whole = wholeRows(rows, ofUpper: inverse, order: order, scales: scales)
              whole.withUnsafeBufferPointer { whole in
                for (place, row) in rows.enumerated() {
                  let cells = row * width..<(row + 1) * width
                  counts[row] = strongest.pick(
                    from: UnsafeBufferPointer(rebasing: whole[place * order..<(place + 1) * order]),
                    but: row, columns: columns.pointer(to: cells),
                    weights: values.pointer(to: cells))
                }
              }
            }
          }
        }
      }
    }
    return ItemMatrix(counts: counts, width: width, columns: columns, values: values)
  }

  /// The number of rows of a block: 256 bytes of each row above are read at once.
  private static let block = 64

  /// Rows of B with both halves, dense, one after the other.
  private static func wholeRows(
    _ rows: Range<Int>, ofUpper inverse: SharedBuffer<Float>, order: Int, scales: [Float]
  ) -> [Float] {
    var whole = [Float](repeating: 0, count: rows.count * order)
    whole.withUnsafeMutableBufferPointer { whole in
      // In bounds: `whole` has a row of `order` for each of `rows`, and rows are checked by `pointer`.
      for column in 0..<rows.upperBound {
        let above = inverse.pointer(to: column * order..<(column + 1) * order)
        let scale = scales[column]
        for row in max(rows.lowerBound, column)..<rows.upperBound {
          whole[(row - rows.lowerBound) * order + column] = above[row] * scale
        }
      }
      for row in rows {
        let own = inverse.pointer(to: row * order..<(row + 1) * order)
        let start = (row - rows.lowerBound) * order
        for column in row + 1..<max(order, row + 1) {
          whole[start + column] = own[column] * scales[column]
        }
      }
    }
    return whole
  }
}

/// The nearest neighbours of the rows of a sparse matrix by dot product.
enum CosineNeighbours {
  /// For each row the other rows with the largest dot products.
  ///
  /// For rows of length 1 these are cosines. Each row sums the postings of its columns in scratch
  /// memory in a fixed order, so that the result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - neighbours: the number of kept products, > 0; the lower index wins where products are
  ///     equal.
  ///   - rows: shape `[n, terms]`, lengths 1 or 0.
  ///   - context: threads, progress and cancellation.
  /// - Returns: products in (0, 1], shape `[n, n]`.
  /// - Throws: `FitError.cancelled`.
  static func strongest(
    _ neighbours: Int, ofRows rows: InteractionMatrix, context: FitContext
  ) throws(FitError) -> ItemMatrix {
    let count = rows.userCount
    let postings = rows.transposed()
    let width = max(1, min(neighbours, count - 1))
    var counts = [Int](repeating: 0, count: count)
    var columns = [Int32](repeating: 0, count: count * width)
    var values = [Float](repeating: 0, count: count * width)
    try SharedBuffer.lend(&counts) { counts throws(FitError) in
      try SharedBuffer.lend(&columns) { columns throws(FitError) in
        try SharedBuffer.lend(&values) { values throws(FitError) in
          try Parallel.forEach(count, chunk: 64, context: context, share: 0...1) { _, items in
            var strongest = Strongest(width)
            var sums = [Float](repeating: 0, count: count)
            for item in items {
              add(rows, item, postings, to: &sums)
              let cells = item * width..<(item + 1) * width
              counts[item] = sums.withUnsafeBufferPointer {
                strongest.pick(
                  from: $0, but: item, columns: columns.pointer(to: cells),
                  weights: values.pointer(to: cells))
              }
            }
          }
        }
      }
    }
    // Rounding may make a cosine slightly larger than 1.
    for cell in values.indices { values[cell] = min(1, values[cell]) }
    return ItemMatrix(counts: counts, width: width, columns: columns, values: values)
  }

  /// Overwrites `sums` with the products of one row and each other.
  private static func add(
    _ rows: InteractionMatrix, _ item: Int, _ postings: InteractionMatrix, to sums: inout [Float]
  ) {
    var sums = sums.mutableSpan
    for other in 0..<sums.count { sums[other] = 0 }
    let (others, weights) = (postings.columns.span, postings.weights.span)
    for cell in rows.cells(of: UserIndex(item)) {
      let weight = rows.weights[cell]
      for posting in postings.cells(of: UserIndex(Int(rows.columns[cell]))) {
        sums[Int(others[posting])] += weight * weights[posting]
      }
    }
  }
}
