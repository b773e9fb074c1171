/// Predicts ratings by chance, normally distributed as the ratings it was shown.
///
/// What every model has to beat. The same question gets the same answer: chance depends on the
/// seed, the user and the item, and on nothing else.
/// - Note: Surprise's NormalPredictor.
public struct NormalPredictor: RatingPredictor {
  /// There is nothing to set.
  public init() {}

  /// Takes mean and standard deviation of the ratings (maximum likelihood).
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

/// A normal distribution of ratings.
public struct NormalModel: FittedRatingPredictor {
  /// μ.
  public let mean: Double
  /// σ.
  public let deviation: Double
  /// What a rating may be.
  public let scale: ClosedRange<Double>
  let seed: UInt64

  /// A number drawn for this user and item; strangers are one user, or one item, more.
  public func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
    let stream = UInt64(UInt32(bitPattern: user?.rawValue ?? -1))
    var random = PCG32(
      seed: seed &+ UInt64(UInt32(bitPattern: item?.rawValue ?? -1)) &* 0x9E37_79B9_7F4A_7C15,
      stream: stream)
    // The first numbers of neighbouring streams resemble each other.
    for _ in 0..<4 { _ = random.next32() }
    return random.normal(mean: mean, deviation: deviation)
  }
}

extension NormalPredictor: Parameterized {
  /// There is nothing to set.
  public static var parameters: [Parameter<NormalPredictor>] { [] }
}
