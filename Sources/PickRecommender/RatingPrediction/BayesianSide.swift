/// What is known of the rows of one side.
struct BayesianSide: Sendable {
  let shape: FactorPosterior.Shape
  /// Means of the unknowns, shape `[rows, width]`.
  private(set) var means: [Double]
  /// Shape `[rows, width, width]`.
  private(set) var covariances: [Double]
  /// Shape `[rows, known]`.
  private(set) var known: [Double]
  /// What is known of a row without ratings.
  var prior: FactorPosterior.Prior

  /// Small factors by chance, all else 0.
  init(
    _ shape: FactorPosterior.Shape, known: [Double], rows: Int, _ random: inout PCG32
  ) {
    self.shape = shape
    // Never empty, so that there is memory to point at.
    self.known = known.isEmpty ? [0] : known
    means = [Double](repeating: 0, count: rows * shape.width)
    for row in 0..<rows {
      for factor in 0..<shape.learned {
        means[row * shape.width + 1 + factor] = random.normal(deviation: 0.1)
      }
    }
    covariances = [Double](repeating: 0, count: rows * shape.width * shape.width)
    prior = FactorPosterior.Prior(
      means: Array(repeating: 0, count: shape.width),
      precisions: Array(repeating: 5, count: shape.width))
  }

  /// Learns every row, the other side given.
  ///
  /// - Returns: the expected sum of squared errors.
  mutating func learn(
    from lists: RatingLists, _ others: inout BayesianSide, noise: Double, context: FitContext
  ) throws(FitError) -> Double {
    let (shape, prior) = (shape, prior)
    // A pass is one of many: only the fit as a whole says how far it is.
    let quiet = FitContext(
      seed: context.seed, threads: context.threads, isCancelled: context.isCancelled)
    var errors = [Double](repeating: 0, count: lists.rowCount)
    try SharedBuffer.lend(&means) { means throws(FitError) in
      try SharedBuffer.lend(&covariances) { covariances throws(FitError) in
        try SharedBuffer.lend(&known) { known throws(FitError) in
          try SharedBuffer.lend(&errors) { errors throws(FitError) in
            try others.lend { others throws(FitError) in
              try Parallel.forEach(lists.rowCount, chunk: 32, context: quiet, share: 0...1) {
                _, rows in
                for row in rows {
                  let (width, cells) = (shape.width, shape.width * shape.width)
                  let range = lists.range(of: row)
                  errors[row] = FactorPosterior.update(
                    shape, columns: lists.others[range], ratings: lists.numbers[range],
                    known: known.pointer(to: row * shape.known..<(row + 1) * shape.known),
                    others: others, prior: prior, noise: noise,
                    mean: means.pointer(to: row * width..<(row + 1) * width),
                    covariance: covariances.pointer(to: row * cells..<(row + 1) * cells))
                }
              }
            }
          }
        }
      }
    }
    return errors.reduce(0, +)
  }

  /// Mean and precision of each unknown over the rows that have ratings; both are held by a little
  /// weight on 0 and 1.
  mutating func learnPrior(of lists: RatingLists) {
    let width = shape.width
    let rows = (0..<lists.rowCount).filter { !lists.range(of: $0).isEmpty }
    for place in 0..<width {
      let sum: Double = rows.reduce(0) { $0 + means[$1 * width + place] }
      let mean = sum / Double(rows.count + 1)
      let spread = rows.reduce(0.0) { (total: Double, row: Int) -> Double in
        let distance = means[row * width + place] - mean
        let variance = covariances[(row * width + place) * width + place]
        return total + distance * distance + variance
      }
      prior.means[place] = mean
      prior.precisions[place] = (2 + Double(rows.count)) / (0.02 + spread)
    }
  }

  private mutating func lend(
    _ body: (FactorPosterior.Others) throws(FitError) -> Void
  ) throws(FitError) {
    try SharedBuffer.lend(&means) { means throws(FitError) in
      try SharedBuffer.lend(&covariances) { covariances throws(FitError) in
        try SharedBuffer.lend(&known) { known throws(FitError) in
          try body(.init(means: means, covariances: covariances, known: known))
        }
      }
    }
  }

  /// A row's means and known coordinates; of a stranger the prior, and no coordinates.
  func row(_ row: Int?) -> (means: ArraySlice<Double>, known: ArraySlice<Double>) {
    guard let row, (row + 1) * shape.width <= means.count else {
      return (prior.means[...], ArraySlice(repeating: 0, count: shape.known))
    }
    return (
      means[row * shape.width..<(row + 1) * shape.width],
      known[row * shape.known..<(row + 1) * shape.known]
    )
  }
}
