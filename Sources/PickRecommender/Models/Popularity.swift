/// Ranks items by how much everybody watches them of late; knows nothing of the viewer.
///
/// What every other model has to beat.
public struct Popularity: Recommender {
  /// How fast an interaction fades; `nil` when all times count alike.
  public var decay: PopularityDecay?

  /// A recipe; by default a half-life of a week.
  public init(decay: PopularityDecay? = .standard) { self.decay = decay }

  /// Sums the decayed weights of each item.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> PopularityModel {
    let matrix = dataset.interactions
    guard matrix.nonzeroCount > 0 else { throw .emptyDataset }
    // Measured from the newest interaction, so that sums neither overflow nor vanish.
    let decay = decay.map {
      PopularityDecay(
        halfLifeSeconds: $0.halfLifeSeconds, landmark: dataset.times.max() ?? $0.landmark)
    }
    var sums = [Double](repeating: 0, count: matrix.itemCount)
    for cell in 0..<matrix.nonzeroCount {
      let weight = Double(matrix.weights[cell])
      sums[Int(matrix.columns[cell])] +=
        decay?.contribution(rating: weight, atSeconds: dataset.times[cell]) ?? weight
    }
    context.progress(1)
    return PopularityModel(weights: sums.map(Float.init))
  }
}

/// How much each item is watched.
public struct PopularityModel: FittedRecommender {
  /// By item, >= 0.
  public let weights: [Float]

  /// Number of items a score is given for.
  public var itemCount: Int { weights.count }

  /// Overwrites `scores` with the weights, whoever asks.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    for item in 0..<weights.count { scores[item] = weights[item] }
  }
}
