import PickRecommender

/// One real month of the original's logs: the rules anybody writes in three lines, and the models.
///
/// Every figure is of the weeks after given days, together; unseen items of viewers known before.
/// Choices are made on weeks that end before the 25th of August; the later tables repeat the anchors'
/// weeks, and nothing is chosen by them.
struct RealMonth {
  /// Midnight in Seoul at the beginning of a day of August 2023, in seconds since 1970.
  static func august(_ day: Int) -> Int64 { 1_690_815_600 + Int64(day - 1) * 86_400 }

  /// Weeks that end before the 25th of August: what choices are made on.
  static let inner = [11, 15, 18]
  /// The weeks on which the plain rules were known before, the last of August among them.
  static let anchors = [15, 20, 25]

  /// The rating formula by which the size of a watch ratio counts.
  private static let weighed: ImplicitRating = {
    var formula = ImplicitRating()
    formula.emphasis = .full
    return formula
  }()

  let log: WatchLog

  /// Prints what rules and models reach on the weeks after these days.
  func report(_ days: [Int], named name: String) throws {
    for minimum in [nil, 0.5] {
      let asked = minimum == nil ? "any watch" : "watched at least half"
      func table(_ what: String, _ log: InteractionLog) throws -> Comparison {
        let plan = SplitPlan(
          .windows(from: days.map(Self.august), days: 7), positiveMinimum: minimum,
          catalogue: .all, leastPast: 1)
        return Comparison("\(name), unseen \(what), \(asked)", try plan.rankingSplits(of: log))
      }
      var episodes = try table("episodes", log.episodes())
      try self.episodes(&episodes)
      var titles = try table("titles", log.titles())
      try self.titles(&titles)
      var weighed = try table("titles, weighed by watch ratio", log.titles(by: Self.weighed))
      try weighed.add("ease, λ 20", EASE(regularization: 20, neighbours: 0))
      try weighed.add("blend of newTitles", Blend.newTitles)
    }
  }

  /// Prints what is chosen for unseen titles on the weeks that end before the 25th.
  func choice() throws {
    let plan = SplitPlan(
      .windows(from: Self.inner.map(Self.august), days: 7), catalogue: .all, leastPast: 1)
    let splits = try plan.rankingSplits(of: log.titles())
    try BlendChoice(on: splits, context: FitContext(seed: 1))?.printTable("August, unseen titles")
  }

  /// Prints what the rating formula is worth for unseen titles on the weeks that end before the 25th:
  /// how loud the size of a watch ratio is, and each of its features left out.
  func ratingFormulas() throws {
    var formulas: [(name: String, formula: ImplicitRating)] = [0, 0.1, 0.25, 0.5, 1].map { power in
      var formula = ImplicitRating()
      formula.emphasis = Emphasis(power: power)
      return ("emphasis \(power)", formula)
    }
    for (name, feature) in [
      ("abandonment", \BehaviourFeatures.abandonment), ("recency", \BehaviourFeatures.recency),
    ] {
      var formula = ImplicitRating()
      formula.coefficients[keyPath: feature] = 0
      formulas.append(("emphasis 0, no \(name)", formula))
    }
    var bare = ImplicitRating()
    bare.coefficients = BehaviourFeatures()
    formulas.append(("emphasis 0, no features", bare))
    let plan = SplitPlan(
      .windows(from: Self.inner.map(Self.august), days: 7), catalogue: .all, leastPast: 1)
    for (name, formula) in formulas {
      let splits = try plan.rankingSplits(of: log.titles(by: formula))
      var table = Comparison("August, inner weeks, unseen titles: \(name)", splits)
      try table.add("ease, λ 20", EASE(regularization: 20, neighbours: 0))
      try table.add("blend of newTitles", Blend.newTitles)
    }
  }

  private func episodes(_ table: inout Comparison) throws {
    try table.add("popularity by viewers", Popularity(halfLifeDays: 0, emphasis: .none))
    try table.add("ease, binary, λ 20", Self.plainEASE)
    try table.add("next three", EpisodeContinuation.nextThree)
    try table.add("own titles x next episode", EpisodeContinuation.ownTitles)
    try table.add("next-episode", EpisodeContinuation())
    try table.add("blend", ChosenBlend())
    try table.add("blend, every setting fixed", Blend())
    for rule in ["next three", "own titles x next episode"] {
      table.compare("next-episode", with: rule)
      table.compare("blend", with: rule)
    }
  }

  private func titles(_ table: inout Comparison) throws {
    try table.add("popularity by viewers", Popularity(halfLifeDays: 0, emphasis: .none))
    try table.add("ease, binary, λ 20", Self.plainEASE)
    try table.add("blend, every setting fixed", Blend())
    try table.add("blend of newTitles", Blend.newTitles)
    try table.add("blend", ChosenBlend())
    for rule in ["popularity by viewers", "ease, binary, λ 20"] {
      table.compare("blend of newTitles", with: rule)
      table.compare("blend", with: rule)
    }
  }

  private static let plainEASE = EASE(regularization: 20, neighbours: 0, emphasis: .none)
}
