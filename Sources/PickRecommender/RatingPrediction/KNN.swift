/// A recipe that estimates a rating from those of the most similar users, or of the most similar
/// items.
///
/// The four differ in what ratings are measured from before they are averaged.
/// - Note: Koren, "Factor in the Neighbors", TKDD 2010, section 2.2; mathematics, special cases and
///   defaults are Surprise's.
public protocol NeighbourhoodPredictor: RatingPredictor, Parameterized {
  /// What ratings are measured from.
  static var origin: NeighbourOrigin { get }
  /// What all of them share.
  var settings: NeighbourSettings { get set }
}

extension NeighbourhoodPredictor {
  /// The shared settings.
  public static var parameters: [Parameter<Self>] {
    NeighbourSettings.parameters.map { $0.within(\Self.settings) }
  }

  /// Compares all users, or all items, and keeps who rated what.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `tooManyUsers` or `tooManyItems` when more than
  ///   32,768 are compared: similarities are a square of 4 bytes each.
  /// - Complexity: O(Σ column length² + rows²) time, rows being what is compared.
  public func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> NeighbourhoodModel
  {
    guard ratings.count > 0 else { throw .emptyDataset }
    let model = try NeighbourhoodModel(ratings, settings, origin: Self.origin, context: context)
    context.progress(1)
    return model
  }
}

/// What a neighbourhood model measures ratings from.
public enum NeighbourOrigin: Sendable {
  /// Zero: neighbours' ratings are taken as they are.
  case zero
  /// The mean of whose ratings they are.
  case means
  /// The same, in their standard deviations.
  case zscores
  /// The baseline of user and item.
  case baselines
}

/// Σ s r ÷ Σ s over the nearest.
public struct KNNBasic: NeighbourhoodPredictor {
  /// Ratings are taken as they are.
  public static var origin: NeighbourOrigin { .zero }
  /// What all of them share.
  public var settings = NeighbourSettings()

  /// The usual settings.
  public init() {}
}

/// μ + Σ s (r − μ′) ÷ Σ s over the nearest, with the means of one and the others.
public struct KNNWithMeans: NeighbourhoodPredictor {
  /// Ratings are measured from means.
  public static var origin: NeighbourOrigin { .means }
  /// What all of them share.
  public var settings = NeighbourSettings()

  /// The usual settings.
  public init() {}
}

/// μ + σ Σ s (r − μ′)/σ′ ÷ Σ s over the nearest, with the means and deviations of one and the
/// others.
public struct KNNWithZScore: NeighbourhoodPredictor {
  /// Ratings are measured from means, in standard deviations.
  public static var origin: NeighbourOrigin { .zscores }
  /// What all of them share.
  public var settings = NeighbourSettings()

  /// The usual settings.
  public init() {}
}

/// b + Σ s (r − b′) ÷ Σ s over the nearest, with the baselines of one and the others.
public struct KNNBaseline: NeighbourhoodPredictor {
  /// Ratings are measured from baselines.
  public static var origin: NeighbourOrigin { .baselines }
  /// What all of them share.
  public var settings = NeighbourSettings()

  /// The usual settings.
  public init() {}
}
