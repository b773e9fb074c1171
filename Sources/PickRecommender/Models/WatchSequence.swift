import Glibc

/// Learns which items are watched after which: the order of histories, where EASE knows only sets.
///
/// Aᵢⱼ = Σ over users and pairs (i before j, d places apart, d <= 3 × `reach`) wᵢ wⱼ 2^(−d / reach);
/// the weight of a pair is Aᵢⱼ / ((rᵢ + s)^`sourcePower` (cⱼ + s)^`targetPower`), r and c the sums of
/// A's rows and columns, s `shrinkage`: what follows much else says little. A score sums the rows
/// of the history, the newest most.
///
/// Users whose times are all equal have no order and teach nothing.
public struct WatchSequence: Recommender {
  /// After how many places a pair counts half, > 0.
  public var reach: Double
  /// How much evidence a weight needs, in squared interaction weights, >= 0.
  public var shrinkage: Float
  /// How far a row is brought to one sum, in [0, 1].
  public var sourcePower: Float
  /// How far what is watched after everything is held back, in [0, 1].
  public var targetPower: Float
  /// How many weights of a row stay, > 0.
  public var neighbours: Int
  /// How a history fades when it is scored.
  public var recency: HistoryRecency

  /// A recipe.
  public init(
    reach: Double = 20, shrinkage: Float = 20, sourcePower: Float = 0.5, targetPower: Float = 0.3,
    neighbours: Int = 200, recency: HistoryRecency = HistoryRecency(halfLife: 4, floor: 0)
  ) {
    self.reach = reach
    self.shrinkage = shrinkage
    self.sourcePower = sourcePower
    self.targetPower = targetPower
    self.neighbours = neighbours
    self.recency = recency
  }

  /// Counts pairs and keeps the strongest of each row.
  ///
  /// - Throws: `FitError.emptyDataset`; `cancelled`.
  /// - Complexity: O(nonzeroCount × reach + items × log neighbours).
  public func fit(
    _ dataset: Dataset, context: FitContext
  ) throws(FitError) -> RecencyWeightedModel {
    guard dataset.interactions.nonzeroCount > 0 else { throw .emptyDataset }
    let walks = OrderedHistories(dataset)
    let window = max(1, Int((3 * reach).rounded()))
    let decay = (0...window).map { Float(exp2(-Double($0) / reach)) }
    let (sources, targets) = walks.sums(decay)
    try context.checkCancellation()
    let weights = try walks.strongest(
      neighbours, decay: decay,
      sourceScale: sources.map { 1 / pow(max($0 + shrinkage, 1e-12), sourcePower) },
      targetScale: targets.map { 1 / pow(max($0 + shrinkage, 1e-12), targetPower) },
      context: context)
    context.progress(1)
    return RecencyWeightedModel(weights: weights, recency: recency)
  }
}

extension WatchSequence: Parameterized {
  /// The settings of a sequence.
  public static var parameters: [Parameter<WatchSequence>] {
    [
      .real(
        "reach", \.reach, 0.5...1000, search: 5...50, isLogarithmic: true,
        "after how many places a pair counts half"),
      .real(
        "shrinkage", \.shrinkage, 0...1e6, search: 1...100, isLogarithmic: true,
        "how much evidence a weight needs, in squared interaction weights"),
      .real(
        "source-power", \.sourcePower, 0...1, search: 0...1,
        "how far the weights of a row are brought to one sum"),
      .real(
        "target-power", \.targetPower, 0...1, search: 0...0.8,
        "how far what is watched after everything is held back"),
      .integer(
        "neighbours", \.neighbours, 1...100_000, search: 50...500, isLogarithmic: true,
        "how many weights of a row stay"),
      .real(
        "recency-half-life", \.recency.halfLife, 0.1...1e6, search: 1...50, isLogarithmic: true,
        "after how many further items one of the history counts half"),
    ]
  }

  /// The default recipe.
  public init() { self.init(reach: 20) }
}
