/// Ranks items by how much everybody watches them: what every other model has to beat.
///
/// Three choices make its variants: how far back it looks (`windowDays`), how fast the past fades
/// (`halfLifeDays`), and whose or which watching counts most (`grouping`).
///
///     let model = try Popularity(halfLifeDays: 0, by: .category).fit(dataset, context: FitContext())
public struct Popularity: Recommender {
  /// Which part of everybody's watching is looked at.
  public enum Grouping: String, CaseIterable, Codable, Sendable {
    /// All of it: the same order for everybody, always.
    case all
    /// By category, as far as the viewer watches it: a category is chosen as the viewer chooses
    /// them, then an item as everybody does within it.
    case category
    /// What is watched at this hour and on this type of day.
    case slot
  }

  /// Days in which an interaction's weight halves; 0 when all times count alike.
  public var halfLifeDays: Double
  /// Older interactions than this, in days before the newest one, do not count; 0 for no limit.
  public var windowDays: Double
  /// Which part of everybody's watching is looked at.
  public var grouping: Grouping
  /// How much watching in the usual proportions is added to what is known of a viewer's categories,
  /// and of an item's hours and days, in interaction weights; >= 0.
  public var smoothing: Double
  /// What the size of weights counts: at 0 viewers are counted, not how much they watched.
  public var emphasis: Emphasis

  /// A recipe.
  ///
  /// - Parameters:
  ///   - halfLifeDays: days in which an interaction's weight halves; 0 for never.
  ///   - windowDays: how far back interactions count, in days; 0 for no limit.
  ///   - grouping: which part of everybody's watching is looked at.
  ///   - smoothing: how much evidence a departure from the usual proportions needs.
  ///   - emphasis: what the size of weights counts.
  public init(
    halfLifeDays: Double = 7, windowDays: Double = 0, by grouping: Grouping = .all,
    smoothing: Double = 5, emphasis: Emphasis = .full
  ) {
    self.halfLifeDays = halfLifeDays
    self.windowDays = windowDays
    self.grouping = grouping
    self.smoothing = smoothing
    self.emphasis = emphasis
  }

  /// All of everybody's watching, fading by `decay`; `nil` when all times count alike.
  ///
  /// Only the half-life matters: fading is measured from the newest interaction.
  public init(decay: PopularityDecay?) {
    self.init(halfLifeDays: decay.map { $0.halfLifeSeconds / 86_400 } ?? 0)
  }

  /// Everything counts alike, whenever it was.
  public static let allTime = Popularity(halfLifeDays: 0)

  /// Sums the weights of each item.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`.
  /// - Complexity: O(cells), and 27 numbers for each item by slot.
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> PopularityModel {
    let matrix = dataset.interactions
    guard matrix.nonzeroCount > 0 else { throw .emptyDataset }
    try context.checkCancellation()
    let weights = cellWeights(dataset)
    var sums = [Double](repeating: 0, count: matrix.itemCount)
    for cell in weights.indices { sums[Int(matrix.columns[cell])] += weights[cell] }
    let part: PopularityModel.Part =
      switch grouping {
      case .all: .all
      case .category: .categories(CategoryLift(dataset.documents, sums, smoothing: smoothing))
      case .slot: .slots(SlotLift(dataset, weights, smoothing: smoothing))
      }
    context.progress(1)
    return PopularityModel(weights: sums.map(Float.init), part: part)
  }

  /// What each cell counts.
  private func cellWeights(_ dataset: Dataset) -> [Double] {
    // Measured from the newest interaction, so that sums neither overflow nor vanish.
    let newest = dataset.times.max() ?? 0
    let decay =
      halfLifeDays > 0
      ? PopularityDecay(halfLifeSeconds: halfLifeDays * 86_400, landmark: newest) : nil
    let reach = windowDays > 0 ? windowDays * 86_400 : .infinity
    return dataset.times.indices.map { cell in
      let time = dataset.times[cell]
      guard Double(newest) - Double(time) <= reach else { return 0 }
      let weight = Double(emphasis(dataset.interactions.weights[cell]))
      return decay?.contribution(rating: weight, atSeconds: time) ?? weight
    }
  }
}

extension Popularity: Parameterized {
  /// The settings of popularity.
  public static var parameters: [Parameter<Popularity>] {
    [
      .real(
        "half-life-days", \.halfLifeDays, 0...1e6, search: 1...365, isLogarithmic: true,
        "days in which an interaction's weight halves; 0 for never"),
      .real(
        "window", \.windowDays, 0...1e6, search: 1...1000, isLogarithmic: true,
        "how far back interactions count, in days; 0 for no limit"),
      .choice("by", \.grouping, "which part of everybody's watching is looked at"),
      .real(
        "smoothing", \.smoothing, 0...1e6, search: 0.5...100, isLogarithmic: true,
        "how much evidence a departure from the usual proportions needs"),
      .real(
        "emphasis", \.emphasis.power, 0...4, search: 1...1,
        "the power weights are raised to; 0 counts viewers"),
    ]
  }

  /// The default recipe.
  public init() { self.init(halfLifeDays: 7) }
}
