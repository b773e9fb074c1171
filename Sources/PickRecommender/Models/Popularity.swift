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

/// How much each item is watched, and by whom or when more than usual.
public struct PopularityModel: FittedRecommender {
  /// What scores depend on besides the item.
  fileprivate enum Part: Sendable {
    case all
    case categories(CategoryLift)
    case slots(SlotLift)
  }

  /// By item, >= 0.
  public let weights: [Float]
  private let part: Part

  fileprivate init(weights: [Float], part: Part) {
    self.weights = weights
    self.part = part
  }

  /// Number of items a score is given for.
  public var itemCount: Int { weights.count }

  /// Overwrites `scores` with the weights, times what the history's categories, or the instant,
  /// say.
  ///
  /// By slot, a request at second 0 is one without an instant: it gets the plain weights.
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

/// How much more than everybody a viewer watches each category.
///
/// With s the viewer's share of a category and g everybody's, the lift is s ÷ g. An item's weight
/// times the mean lift of its categories is everybody's watching within a category, mixed as the
/// viewer mixes categories; an item of several counts for each in equal parts. Items without a
/// category keep their weight.
private struct CategoryLift: Sendable {
  /// The categories of each item, by number.
  private let categories: [[Int]]
  /// g by category: its part of all watching.
  private let shares: [Double]
  private let smoothing: Double

  /// Counts what everybody watches.
  ///
  /// - Parameters:
  ///   - documents: their genres are the categories; one for each item, or none at all.
  ///   - weights: how much each item is watched.
  ///   - smoothing: how much watching in everybody's proportions is added to a viewer's.
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

  /// The lift of each category; what a viewer disliked says nothing.
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

/// How much more than at other times each item is watched at an hour and on a type of day.
///
/// With c an item's watching, n that of everything, and those of one hour marked with it, the lift
/// of the hour is (c_h + s p) ÷ ((c + s) p) where p = n_h ÷ n, s the smoothing: 1 for what is watched
/// as everything is, and for what nobody watches. Hour and type of day are taken as independent:
/// their lifts are multiplied.
private struct SlotLift: Sendable {
  /// Slot by slot, a factor for each item; hours come first.
  private let factors: [Float]
  private let itemCount: Int

  /// Counts everybody's watching by slot.
  ///
  /// - Parameters:
  ///   - dataset: its times say when.
  ///   - weights: what each cell counts.
  ///   - smoothing: how much watching in the usual proportions is added to an item's.
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

/// The hour and the type of day at an instant, on a clock in Seoul.
///
/// Korea has kept UTC+9 without daylight saving since 1988; earlier instants are read in UTC+9 too.
struct SeoulSlot: Equatable {
  /// How many slots there are: 24 hours and 3 types of day.
  static let count = 27

  /// The hour, 0 to 23.
  let hour: Int
  /// 24 for weekdays, 25 for Friday from 18:00 to 2:00 the next day, 26 for the rest of the weekend.
  let dayType: Int

  /// Reads the clock.
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
