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

  /// The rating formula without emphasis: a watched title weighs the same for any watch ratio.
  private static let alike: ImplicitRating = {
    var formula = ImplicitRating()
    formula.emphasis = .none
    return formula
  }()

  /// What home will serve for logs like these, as chosen on the inner weeks: taste of all watched
  /// titles alike, the later ones a little more, and what most viewers watch.
  private static let chosen: Blend = {
    var blend = Blend.tasteAlone
    blend.recency.floor = 0.6
    blend.shares.popularity = 0.1
    return blend
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
      var titles = try table("titles", log.titles(by: Self.alike))
      try self.titles(&titles)
      var weighed = try table("titles, weighed by watch ratio", log.titles())
      try weighed.add("ease, λ 20", EASE(regularization: 20, neighbours: 0))
      try weighed.add("blend of newTitles", Blend.newTitles)
    }
  }

  /// Prints what is chosen for unseen titles on the weeks that end before the 25th.
  func choice() throws {
    let plan = SplitPlan(
      .windows(from: Self.inner.map(Self.august), days: 7), catalogue: .all, leastPast: 1)
    let splits = try plan.rankingSplits(of: log.titles(by: Self.alike))
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
      var formula = Self.alike
      formula.coefficients[keyPath: feature] = 0
      formulas.append(("emphasis 0, no \(name)", formula))
    }
    var bare = Self.alike
    bare.coefficients = BehaviourFeatures()
    formulas.append(("emphasis 0, no features", bare))
    let plan = SplitPlan(
      .windows(from: Self.inner.map(Self.august), days: 7), catalogue: .all, leastPast: 1)
    for (name, formula) in formulas {
      let splits = try plan.rankingSplits(of: log.titles(by: formula))
      var table = Comparison("August, inner weeks, unseen titles: \(name)", splits)
      try table.add("ease, λ 20", EASE(regularization: 20, neighbours: 0))
      try table.add("blend, chosen", Self.chosen)
      try table.add("blend, the default for new titles", Blend.newTitles)
    }
  }

  /// Prints ways to go on with episodes inside a blend, on the weeks that end before the 25th.
  func episodeBlends() throws {
    let plan = SplitPlan(
      .windows(from: Self.inner.map(Self.august), days: 7), catalogue: .all, leastPast: 1)
    var table = Comparison(
      "August, inner weeks, unseen episodes: blends", try plan.rankingSplits(of: log.episodes()))
    try table.add("next-episode", EpisodeContinuation())
    for share: Float in [10, 100, 1000, 10_000] {
      var blend = Blend()
      blend.shares.episodes = share
      try table.add("blend, going on \(share)", blend)
      blend = Blend.episodes
      blend.shares.episodes = share
      try table.add("blend of episodes, going on \(share)", blend)
      table.compare("blend of episodes, going on \(share)", with: "next-episode")
    }
  }

  private func episodes(_ table: inout Comparison) throws {
    try table.add("popularity by viewers", Popularity(halfLifeDays: 0, emphasis: .none))
    try table.add("ease, binary, λ 20", Self.plainEASE)
    try table.add("next three", EpisodeContinuation.nextThree)
    try table.add("own titles x next episode", EpisodeContinuation.ownTitles)
    try table.add("next-episode", EpisodeContinuation())
    try table.add("blend", Blend.episodes)
    for rule in ["next three", "own titles x next episode"] {
      table.compare("next-episode", with: rule)
      table.compare("blend", with: rule)
    }
  }

  private func titles(_ table: inout Comparison) throws {
    try table.add("popularity by viewers", Popularity(halfLifeDays: 0, emphasis: .none))
    try table.add("ease, binary, λ 20", Self.plainEASE)
    try table.add("blend of newTitles", Blend.newTitles)
    try table.add("blend, chosen", Self.chosen)
    table.compare("blend, chosen", with: "popularity by viewers")
    table.compare("blend, chosen", with: "ease, binary, λ 20")
  }

  private static let plainEASE = EASE(regularization: 20, neighbours: 0, emphasis: .none)
}
