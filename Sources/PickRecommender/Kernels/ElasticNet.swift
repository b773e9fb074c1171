/// Least squares with weights that are sparse and never negative.
///
/// Minimises ½ wᵀ G w − bᵀ w + ½ l2 ‖w‖² + l1 ‖w‖₁ over w >= 0 by coordinate descent: each weight in
/// turn takes its best value given the others (Friedman, Hastie, Tibshirani, 2010, section 2.2).
struct ElasticNet: Sendable {
  /// The price of a weight, by its size.
  let l1: Float
  /// The price of a weight, by half its square.
  let l2: Float
  /// After so many rounds it ends anyway.
  let maximumRounds: Int
  /// It ends when no weight moved further in a round.
  static let tolerance: Float = 1e-4

  /// Finds the weights.
  ///
  /// - Parameters:
  ///   - gram: G, symmetric, row-major, `weights.count` squared.
  ///   - residual: b; afterwards b − G w.
  ///   - weights: zeros; afterwards w.
  func solve(
    gram: UnsafePointer<Float>, residual: UnsafeMutablePointer<Float>,
    weights: UnsafeMutableBufferPointer<Float>
  ) {
    let order = weights.count
    for _ in 0..<maximumRounds {
      var furthest: Float = 0
      for place in 0..<order {
        let row = gram + place * order
        let old = weights[place]
        let price = row[place] + l2
        guard price > 0 else { continue }
        let new = max(0, residual[place] + row[place] * old - l1) / price
        guard new != old else { continue }
        weights[place] = new
        let step = new - old
        for other in 0..<order { residual[other] -= step * row[other] }
        furthest = max(furthest, abs(step))
      }
      if furthest <= Self.tolerance { return }
    }
  }
}
