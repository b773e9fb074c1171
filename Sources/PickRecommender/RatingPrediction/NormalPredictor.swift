/// Predicts random ratings from the normal distribution of the training ratings.
///
/// It is a baseline of all other models. A prediction depends on the seed, the user and the item
/// alone.
/// - Note: NormalPredictor of Surprise.
public struct NormalPredictor: RatingPredictor {
  /// The recipe has no settings.
  public init() {}

  /// Estimates the mean and the standard deviation of the ratings (maximum likelihood).
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`.
  public func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> NormalModel {
    guard ratings.count > 0 else { throw .emptyDataset }
    try context.checkCancellation()
    let squares = ratings.ratings.reduce(0) { $0 + ($1 - ratings.mean) * ($1 - ratings.mean) }
    context.progress(1)
    return NormalModel(
      mean: ratings.mean, deviation: (squares / Double(ratings.count)).squareRoot(),
      scale: ratings.scale, seed: context.seed)
  }
}

/// A fitted normal distribution of ratings.
public struct NormalModel: FittedRatingPredictor {
  /// μ.
  public let mean: Double
  /// σ.
  public let deviation: Double
  /// The range of ratings.
  public let scale: ClosedRange<Double>
  let seed: UInt64

  /// A random number for this user and item; all unknown users count as one user, and all unknown
  /// items as one item.
  public func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
    let stream = UInt64(UInt32(bitPattern: user?.rawValue ?? -1))
    var random = PCG32(
      seed: seed &+ UInt64(UInt32(bitPattern: item?.rawValue ?? -1)) &* 0x9E37_79B9_7F4A_7C15,
      stream: stream)
    // The first numbers of neighbouring streams are correlated.
    for _ in 0..<4 { _ = random.next32() }
    return random.normal(mean: mean, deviation: deviation)
  }
}

extension NormalPredictor: Parameterized {
  /// The recipe has no settings.
  public static var parameters: [Parameter<NormalPredictor>] { [] }
}
