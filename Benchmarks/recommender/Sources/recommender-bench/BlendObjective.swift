import Glibc
import PickRecommender

/// The weights of a blend as something to minimise: −NDCG@10 on the inner split of MovieLens.
///
/// The parts are fitted once to the past of the inner split; what the outer split holds out is
/// never read. A blend re-ranks the 200 best items of each part, so a point costs milliseconds.
struct BlendObjective: Sendable {
  /// One user who liked something later.
  private struct Case: Sendable {
    /// By scale, then by item: the parts' scores side by side.
    var scores: [[Float]]
    var isRelevant: [Bool]
    var ideal: Double
  }

  private static let depth = 10
  private static let shortlist = 200
  private static let scales = ["deviation", "maximum"]
  private static let parts: [any Recommender] = [
    EASE(regularization: 300, neighbours: 200, maximumItems: 3000),
    EASE(regularization: 20, neighbours: 50, maximumItems: 3000), Popularity(decay: nil),
    Popularity(decay: PopularityDecay(halfLifeSeconds: 365 * 86_400, landmark: 0)),
  ]

  private var cases: [Case] = []

  /// Fits the parts; `directory` holds MovieLens' ratings.csv.
  init(directory: String) throws {
    let outer = try SplitPlan(.userTime(testFraction: 0.2), positiveMinimum: 4)
      .rankingSplits(of: RatingsCSV.log("\(directory)/ratings.csv"))
    let split = try outer[0].inner()
    let models: [any FittedRecommender] = try Self.parts.map {
      try $0.fit(split.train, context: FitContext())
    }
    for user in split.heldOut.indices where !split.heldOut[user].isEmpty {
      let request = split.request(for: UserIndex(user))
      let scores = models.map { $0.scores(for: request) }
      let items = Set(
        models.flatMap {
          $0.recommend(Self.shortlist, for: request, among: split.candidates).map(\.item)
        }
      ).sorted()
      cases.append(
        Case(
          scores: Self.scales.map { Self.scaled(scores, items, by: $0) },
          isRelevant: items.map { split.heldOut[user].contains($0) },
          ideal: (0..<min(Self.depth, split.heldOut[user].count)).reduce(0) {
            $0 + Self.gain($1)
          }))
    }
  }

  /// The weights of the second, third and fourth part beside the first, the power its scores are
  /// raised to, and what scores are divided by.
  var function: TestFunction {
    let weight = ParameterDomain.real(1e-3...10, isLogarithmic: true)
    return TestFunction(
      name: "blend",
      space: [
        .init("local", weight), .init("popularity", weight), .init("recent", weight),
        .init("power", .real(0.3...3, isLogarithmic: true)), .init("scale", .choice(Self.scales)),
      ]
    ) { values in
      -self.quality(
        weights: values[0..<3].map { Float($0.number) }, power: Float(values[3].number),
        scale: values[4] == .choice(Self.scales[0]) ? 0 : 1)
    }
  }

  private func quality(weights: [Float], power: Float, scale: Int) -> Double {
    let sum = cases.reduce(0) { sum, user in
      var best = TopK(Self.depth)
      let scores = user.scores[scale]
      for item in user.isRelevant.indices {
        let first = scores[4 * item]
        var score = first > 0 ? pow(first, power) : first
        for part in 1..<4 { score += weights[part - 1] * scores[4 * item + part] }
        if best.admits(Double(score)) { best.insert(ItemIndex(item), score: Double(score)) }
      }
      let gained = best.sorted().enumerated().reduce(0.0) { gained, place in
        user.isRelevant[place.element.item.position] ? gained + Self.gain(place.offset) : gained
      }
      return sum + gained / user.ideal
    }
    return sum / Double(cases.count)
  }

  private static func gain(_ place: Int) -> Double { 1 / log2(Double(place + 2)) }

  /// The scores of some items, in units of each part's deviation or maximum.
  private static func scaled(
    _ scores: [[Float]], _ items: [ItemIndex], by scale: String
  ) -> [Float] {
    let units = scores.map { scores -> Float in
      if scale == "maximum" { return max(1e-9, scores.map(abs).max() ?? 1) }
      let mean = scores.reduce(0, +) / Float(scores.count)
      let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return max(1e-9, (squares / Float(scores.count)).squareRoot())
    }
    return items.flatMap { item in
      zip(scores, units).map { $0[item.position] / $1 }
    }
  }
}

/// MovieLens' ratings.csv: user, item, stars, seconds.
enum RatingsCSV {
  static func log(_ path: String) throws -> InteractionLog {
    guard let file = fopen(path, "r") else { throw RatingFiles.CannotOpen(path: path) }
    defer { fclose(file) }
    var rows: [InteractionLog.Row] = []
    var (line, size): (UnsafeMutablePointer<CChar>?, Int) = (nil, 0)
    defer { free(line) }
    while getline(&line, &size, file) > 0, let line {
      let fields = String(cString: line).split { $0 == "," || $0.isNewline }
      guard fields.count == 4, let user = Int64(fields[0]), let item = Int64(fields[1]),
        let stars = Double(fields[2]), let seconds = Int64(fields[3])
      else { continue }
      rows.append(
        .init(
          user: user, item: item, rating: stars, weight: Float(pow(stars / 5, 3)),
          atSeconds: seconds))
    }
    return InteractionLog(rows: rows)
  }
}
