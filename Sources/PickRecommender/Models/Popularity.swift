/// Ranks items by how much all users watch them: the baseline of every other model.
///
/// Three settings make its variants: the time window (`windowDays`), the decay (`halfLifeDays`),
/// and the grouping by category or time (`grouping`).
///
///     let model = try Popularity(halfLifeDays: 0, by: .category).fit(dataset, context: FitContext())
public struct Popularity: Recommender {
  /// The grouping of interactions.
  public enum Grouping: String, CaseIterable, Codable, Sendable {
    /// None: the same order for all users at all times.
    case all
    /// By category, mixed in the proportions of the viewer's history.
    case category
    /// By hour and type of day of the request.
    case slot
  }

  /// The half-life of an interaction in days; 0 for no decay.
  public var halfLifeDays: Double
  /// The greatest age of an interaction that counts, in days before the newest one; 0 for no limit.
  public var windowDays: Double
  /// The grouping of interactions.
  public var grouping: Grouping
  /// The smoothing of a viewer's categories and of an item's hours and days: how much watching in
  /// average proportions is added, in interaction weights, >= 0.
  public var smoothing: Double
  /// The emphasis of weights; at 0 each viewer counts 1.
  public var emphasis: Emphasis

  /// A recipe with its settings.
  ///
  /// - Parameters:
  ///   - halfLifeDays: the half-life of an interaction in days; 0 for no decay.
  ///   - windowDays: the greatest age of an interaction that counts, in days; 0 for no limit.
  ///   - grouping: the grouping of interactions.
  ///   - smoothing: how much watching in average proportions is added.
  ///   - emphasis: the emphasis of weights.
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

  /// Popularity of all users with a decay; `nil` for no decay.
  ///
  /// Only the half-life is used, because decay is measured from the newest interaction.
  public init(decay: PopularityDecay?) {
    self.init(halfLifeDays: decay.map { $0.halfLifeSeconds / 86_400 } ?? 0)
  }

  /// Popularity without decay.
  public static let allTime = Popularity(halfLifeDays: 0)

  /// Sums the weights of each item.
  ///
  /// - Throws: `FitError.emptyDataset`, `cancelled`.
  /// - Complexity: O(cells), and 27 numbers for each item where grouped by slot.
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

  /// The decayed weight of each cell.
  private func cellWeights(_ dataset: Dataset) -> [Double] {
    // Decay is measured from the newest interaction, so that sums neither overflow nor underflow.
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
        "half-life of an interaction, in days; 0 for no decay"),
      .real(
        "window", \.windowDays, 0...1e6, search: 1...1000, isLogarithmic: true,
        "how far back interactions count, in days; 0 for no limit"),
      .choice(
        "by", \.grouping, "the grouping of interactions: none, by category or by hour and day"),
      .real(
        "smoothing", \.smoothing, 0...1e6, search: 0.5...100, isLogarithmic: true,
        "how much watching in average proportions is added to a viewer's or an item's"),
      .real(
        "emphasis", \.emphasis.power, 0...4, search: 1...1,
        "the power weights are raised to; 0 counts viewers"),
    ]
  }

  /// The default recipe.
  public init() { self.init(halfLifeDays: 7) }
}

/// The popularity of each item, with its lifts by category or by time.
public struct PopularityModel: FittedRecommender {
  /// The lift of scores by the request.
  fileprivate enum Part: Sendable {
    case all
    case categories(CategoryLift)
    case slots(SlotLift)
  }

  /// The popularity of each item, >= 0.
  public let weights: [Float]
  private let part: Part

  fileprivate init(weights: [Float], part: Part) {
    self.weights = weights
    self.part = part
  }

  /// The number of items that are scored.
  public var itemCount: Int { weights.count }

  /// Overwrites `scores` with the weights, times the lift of the history's categories or of the
  /// instant.
  ///
  /// Grouped by slot, a request at second 0 has no instant and gets the plain weights.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    for item in 0..<itemCount { scores[item] = weights[item] }
    switch part {
    case .all: return
    case .categories(let lift): lift.multiply(&scores, for: request.history)
    case .slots(let lift):
      if request.atSeconds != 0 { lift.multiply(&scores, at: request.atSeconds) }
    }
  }
}

/// The lift of each category: how much more a viewer watches it than all viewers do.
///
/// With s the viewer's share of a category and g that of all viewers, the lift is s ÷ g. An item's
/// weight times the mean lift of its categories is the popularity within a category, mixed in the
/// viewer's proportions; an item of several categories counts for each in equal parts. Items
/// without a category keep their weight.
private struct CategoryLift: Sendable {
  /// The categories of each item, by number.
  private let categories: [[Int]]
  /// g: the share of each category in all watching.
  private let shares: [Double]
  private let smoothing: Double

  /// Counts the watching of all viewers.
  ///
  /// - Parameters:
  ///   - documents: their genres are the categories; one for each item, or none at all.
  ///   - weights: how much each item is watched.
  ///   - smoothing: how much watching in the proportions of all viewers is added to a viewer's.
  init(_ documents: [ContentDocument], _ weights: [Double], smoothing: Double) {
    let names = Set(documents.flatMap(\.genres)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    categories = documents.map { Set($0.genres).compactMap { numbers[$0] }.sorted() }
    var sums = [Double](repeating: 0, count: names.count)
    for (item, own) in categories.enumerated() {
      for category in own { sums[category] += weights[item] / Double(own.count) }
    }
    let total = sums.reduce(0, +)
    shares = sums.map { total > 0 ? $0 / total : 0 }
    self.smoothing = smoothing
  }

  /// Multiplies each item's score by the mean lift of its categories.
  func multiply(_ scores: inout MutableSpan<Float>, for history: UserHistory) {
    let lifts = lifts(for: history)
    for (item, own) in categories.enumerated() where !own.isEmpty {
      scores[item] *= Float(own.reduce(0) { $0 + lifts[$1] } / Double(own.count))
    }
  }

  /// The lift of each category; disliked items do not count.
  private func lifts(for history: UserHistory) -> [Double] {
    var watched = [Double](repeating: 0, count: shares.count)
    for entry in history.entries
    where entry.weight > 0 && categories.indices.contains(entry.item.position) {
      let own = categories[entry.item.position]
      for category in own { watched[category] += Double(entry.weight) / Double(own.count) }
    }
    let total = watched.reduce(smoothing, +)
    return watched.indices.map { category in
      let usual = shares[category] * total
      return usual > 0 ? (watched[category] + smoothing * shares[category]) / usual : 1
    }
  }
}

/// The lift of each item by hour and by type of day.
///
/// With c the watching of an item, n that of all items, and c_h and n_h those of one hour, the lift
/// of the hour is (c_h + s p) ÷ ((c + s) p) where p = n_h ÷ n and s is the smoothing. It is 1 for
/// an item watched in average proportions and for one without viewers. Hour and type of day are
/// assumed to be independent, so their lifts are multiplied.
private struct SlotLift: Sendable {
  /// A factor for each item, slot by slot; hours come first.
  private let factors: [Float]
  private let itemCount: Int

  /// Counts the watching of all viewers by slot.
  ///
  /// - Parameters:
  ///   - dataset: the data set, for its times.
  ///   - weights: the weight of each cell.
  ///   - smoothing: how much watching in average proportions is added to an item's.
  init(_ dataset: Dataset, _ weights: [Double], smoothing: Double) {
    let matrix = dataset.interactions
    let itemCount = matrix.itemCount
    var bySlot = [Double](repeating: 0, count: SeoulSlot.count * itemCount)
    var sums = [Double](repeating: 0, count: itemCount)
    var totals = [Double](repeating: 0, count: SeoulSlot.count)
    for cell in weights.indices {
      let item = Int(matrix.columns[cell])
      let slot = SeoulSlot(secondsSince1970: dataset.times[cell])
      sums[item] += weights[cell]
      for place in [slot.hour, slot.dayType] {
        bySlot[place * itemCount + item] += weights[cell]
        totals[place] += weights[cell]
      }
    }
    let total = sums.reduce(0, +)
    factors = bySlot.indices.map { index in
      let (slot, item) = index.quotientAndRemainder(dividingBy: itemCount)
      let usual = (sums[item] + smoothing) * totals[slot]
      guard usual > 0 else { return 1 }
      return Float((bySlot[index] * total + smoothing * totals[slot]) / usual)
    }
    self.itemCount = itemCount
  }

  /// Multiplies each item's score by the lifts of an instant's hour and type of day.
  func multiply(_ scores: inout MutableSpan<Float>, at seconds: Int64) {
    let slot = SeoulSlot(secondsSince1970: seconds)
    for item in 0..<itemCount {
      scores[item] *=
        factors[slot.hour * itemCount + item] * factors[slot.dayType * itemCount + item]
    }
  }
}

/// The hour and the type of day at an instant, in the time zone of Seoul.
///
/// Korea has used UTC+9 without daylight saving since 1988; UTC+9 is used for earlier instants too.
struct SeoulSlot: Equatable {
  /// The number of slots: 24 hours and 3 types of day.
  static let count = 27

  /// The hour, 0 to 23.
  let hour: Int
  /// 24 for weekdays, 25 for Friday from 18:00 to 2:00 the next day, 26 for the rest of the weekend.
  let dayType: Int

  /// The slot of an instant.
  init(secondsSince1970: Int64) {
    // 1970 began on a Thursday.
    let local = secondsSince1970.plus(9 * 3600)
    let hours = local / 3600 - (local % 3600 < 0 ? 1 : 0)
    let hourOfWeek = Int((hours % 168 + 168 + 72) % 168)
    hour = hourOfWeek % 24
    switch hourOfWeek {
    case 4 * 24 + 18..<5 * 24 + 2: dayType = 25
    case 5 * 24 + 2..<7 * 24: dayType = 26
    default: dayType = 24
    }
  }
}
