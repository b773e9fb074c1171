/// The posterior of one row of a bilinear model, given the posteriors of the other side: the step
/// of variational Bayes.
///
/// A rating of row a and column o is aᵇ + oᵇ + aᶠ·oᶠ + aᵛ·o* + oᵛ·a*, where b is a bias, f are
/// factors both sides learn, v weights of the other side's known coordinates *. A row's unknowns are
/// laid out [b, f…, v…]. Lim, Teh, "Variational Bayesian Approach to Movie Rating Prediction", 2007,
/// section 3, with biases and known coordinates.
enum FactorPosterior {
  /// The lengths of the parts of a row.
  struct Shape: Equatable, Sendable {
    /// The number of factors that both sides learn.
    let learned: Int
    /// The number of known coordinates.
    let known: Int
    /// The number of unknowns of a row.
    var width: Int { 1 + learned + known }
  }

  /// The posteriors of the column side, by column.
  struct Others: Sendable {
    /// Means, shape `[count, width]`.
    let means: SharedBuffer<Double>
    /// Covariances, shape `[count, width, width]`.
    let covariances: SharedBuffer<Double>
    /// Known coordinates, shape `[count, known]`.
    let known: SharedBuffer<Double>
  }

  /// The prior of a row: independent normal distributions.
  struct Prior: Sendable {
    /// The mean of each unknown.
    var means: [Double]
    /// The precision of each unknown, > 0.
    var precisions: [Double]
  }

  /// Computes the mean and covariance of a row.
  ///
  /// - Parameters:
  ///   - shape: the lengths of the parts of a row.
  ///   - columns: the columns of the row's ratings.
  ///   - ratings: parallel to `columns`.
  ///   - known: the known coordinates of the row.
  ///   - others: the posteriors of the other side.
  ///   - prior: the prior of the rows of this side.
  ///   - noise: the precision of ratings.
  ///   - mean: memory for the mean.
  ///   - covariance: memory for the covariance.
  /// - Returns: the expected sum of squared errors over the row's ratings.
  static func update(
    _ shape: Shape, columns: ArraySlice<Int32>, ratings: ArraySlice<Double>,
    known: UnsafeMutablePointer<Double>, others: Others, prior: Prior, noise: Double,
    mean: UnsafeMutablePointer<Double>, covariance: UnsafeMutablePointer<Double>
  ) -> Double {
    let (width, cells) = (shape.width, shape.width * shape.width)
    // In bounds: rows of `others` are checked by `pointer`, all else is `width` or `cells` long.
    let capacity = 4 * cells + 2 * width
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: capacity) { buffer in
      buffer.initialize(repeating: 0)
      guard let scratch = buffer.baseAddress else { return 0 }
      let (matrix, uncertain) = (scratch, scratch + cells)
      let (right, features) = (scratch + 4 * cells, scratch + 4 * cells + width)
      features[0] = 1
      var squares = 0.0
      for (column, rating) in zip(columns, ratings) {
        let column = Int(column)
        let other = others.means.pointer(to: column * width..<(column + 1) * width)
        let target = rating - fill(features, from: other, of: column, shape, others, known: known)
        squares += target * target
        for row in 0..<width {
          let feature = features[row]
          right[row] += feature * target
          for place in row..<width { matrix[row * width + place] += feature * features[place] }
        }
        let spread = others.covariances.pointer(to: column * cells..<(column + 1) * cells)
        for cell in 0..<cells { uncertain[cell] += spread[cell] }
      }
      squares += addUncertainty(uncertain, shape, known: known, matrix: matrix, right: right)
      solve(
        matrix, right, prior: prior, noise: noise, scratch: scratch + 2 * cells, mean: mean,
        covariance: covariance)
      // E(y − a·x)² = y² − 2 a·h + tr(G E(aaᵀ)).
      var error = squares
      for row in 0..<width {
        error -= 2 * mean[row] * right[row]
        for place in row..<width {
          let moment = covariance[row * width + place] + mean[row] * mean[place]
          error += (row == place ? 1 : 2) * matrix[row * width + place] * moment
        }
      }
      return max(0, error)
    }
  }

  /// Writes x, the factors of the row's unknowns, and returns the part of the rating without them.
  private static func fill(
    _ features: UnsafeMutablePointer<Double>, from other: UnsafeMutablePointer<Double>,
    of column: Int, _ shape: Shape, _ others: Others, known: UnsafeMutablePointer<Double>
  ) -> Double {
    let first = 1 + shape.learned
    let coordinates = others.known.pointer(to: column * shape.known..<(column + 1) * shape.known)
    for place in 1..<max(1, first) { features[place] = other[place] }
    var alone = other[0]
    for place in 0..<shape.known {
      features[first + place] = coordinates[place]
      alone += other[first + place] * known[place]
    }
    return alone
  }

  /// Adds the summed covariances of the other side to E(xxᵀ), E(xy) and E(y²).
  private static func addUncertainty(
    _ uncertain: UnsafeMutablePointer<Double>, _ shape: Shape,
    known: UnsafeMutablePointer<Double>, matrix: UnsafeMutablePointer<Double>,
    right: UnsafeMutablePointer<Double>
  ) -> Double {
    let (width, first) = (shape.width, 1 + shape.learned)
    // The covariance of oᵇ + oᵛ·a* with each unknown of o.
    let together = (0..<width).map { row in
      (0..<shape.known).reduce(uncertain[row * width]) {
        $0 + uncertain[row * width + first + $1] * known[$1]
      }
    }
    for row in 1..<max(1, first) {
      right[row] -= together[row]
      for place in row..<first { matrix[row * width + place] += uncertain[row * width + place] }
    }
    return (0..<shape.known).reduce(together[0]) { $0 + together[first + $1] * known[$1] }
  }

  /// C = (noise G + Λ)⁻¹ and C (noise h + Λ m), by Cholesky: the matrix is positive definite.
  private static func solve(
    _ matrix: UnsafeMutablePointer<Double>, _ right: UnsafeMutablePointer<Double>, prior: Prior,
    noise: Double, scratch: UnsafeMutablePointer<Double>, mean: UnsafeMutablePointer<Double>,
    covariance: UnsafeMutablePointer<Double>
  ) {
    let width = prior.means.count
    let (upper, inverse) = (scratch, scratch + width * width)
    // U with A = UᵀU, row by row.
    for cell in 0..<width * width { upper[cell] = noise * matrix[cell] }
    for row in 0..<width { upper[row * width + row] += prior.precisions[row] }
    for row in 0..<width {
      for earlier in 0..<row {
        let factor = upper[earlier * width + row]
        for place in row..<width {
          upper[row * width + place] -= factor * upper[earlier * width + place]
        }
      }
      let scale = 1 / upper[row * width + row].squareRoot()
      for place in row..<width { upper[row * width + place] *= scale }
    }
    // V = U⁻¹, last row first: V[i] = (e_i − Σ U[i, k] V[k]) / U[i, i] over k > i.
    for row in stride(from: width - 1, through: 0, by: -1) {
      inverse[row * width + row] = 1
      for later in row + 1..<max(width, row + 1) {
        let factor = upper[row * width + later]
        for place in later..<width {
          inverse[row * width + place] -= factor * inverse[later * width + place]
        }
      }
      let scale = 1 / upper[row * width + row]
      for place in row..<width { inverse[row * width + place] *= scale }
    }
    for row in 0..<width {
      for place in row..<width {
        var sum = 0.0
        for k in place..<width { sum += inverse[row * width + k] * inverse[place * width + k] }
        covariance[row * width + place] = sum
        covariance[place * width + row] = sum
      }
    }
    for row in 0..<width {
      var sum = 0.0
      for place in 0..<width {
        let pulled = noise * right[place] + prior.precisions[place] * prior.means[place]
        sum += covariance[row * width + place] * pulled
      }
      mean[row] = sum
    }
  }
}
