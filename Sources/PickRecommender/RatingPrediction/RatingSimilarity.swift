/// How alike two users' ratings are, or two items', by those they have in common.
///
/// - Note: the definitions, special cases and names are Surprise's. Where Surprise would divide by
///   0 the similarity is 0.
public enum RatingSimilarity: String, CaseIterable, Codable, Sendable {
  /// Σ ab ÷ √(Σ a² Σ b²).
  case cosine
  /// 1 ÷ (mean of (a − b)² + 1).
  case msd
  /// The correlation of a and b.
  case pearson
  /// The cosine of what is left of a and b beyond the baselines, shrunk towards 0 by
  /// (n − 1) ÷ (n − 1 + shrinkage).
  case pearsonBaseline = "pearson_baseline"
}

/// Sums over the ratings two users, or two items, have in common.
struct CommonRatings: Equatable, Sendable {
  /// n, how many there are.
  var count = 0.0
  /// Σ a b.
  var products = 0.0
  /// Σ a² and Σ b².
  var squares = SIMD2<Double>()
  /// Σ a and Σ b; only the correlation needs them.
  var sums = SIMD2<Double>()
}

extension RatingSimilarity {
  /// Fewer common ratings than this make a similarity of 0.
  func minimumSupport(_ asked: Int) -> Int {
    // A single common rating would always correlate perfectly, and be shrunk to 0.
    self == .pearsonBaseline ? max(2, asked) : max(1, asked)
  }

  /// The similarity in [−1, 1]; `shrinkage` is for `pearsonBaseline` alone.
  func value(of common: CommonRatings, shrinkage: Double) -> Double {
    let count = common.count
    switch self {
    case .msd:
      // Whole and half stars have exact sums, so that equal similarities are found equal.
      let difference = max(0, common.squares.sum() - 2 * common.products)
      return 1 / (difference / count + 1)
    case .cosine:
      return Self.ratio(common.products, common.squares)
    case .pearsonBaseline:
      let free = count - 1
      return Self.ratio(common.products, common.squares) * (free / (free + shrinkage))
    case .pearson:
      return Self.ratio(
        count * common.products - common.sums.x * common.sums.y,
        count * common.squares - common.sums * common.sums)
    }
  }

  private static func ratio(_ product: Double, _ squares: SIMD2<Double>) -> Double {
    let length = (squares.x * squares.y).squareRoot()
    return length > 0 ? product / length : 0
  }
}
