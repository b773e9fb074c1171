/// A blend whose settings were chosen on inner splits of the data it will serve, and what was tried.
///
/// The choice begins at what wins on a real month (`Blend.newTitles`). Setting by setting, all values
/// are tried and the best one is taken where its lead over the usual one is more than the lead's
/// standard error; what the splits cannot tell apart stays as it was. After two rounds the blend is
/// compared with its own parts: one that is clearly better takes its place.
///
///     let splits = try SplitPlan(.weekly(windows: 3), catalogue: .all, leastPast: 1)
///       .rankingSplits(of: log)
///     let choice = try BlendChoice(among: BlendChoice.titleAxes, on: splits, context: context)
///     let model = try choice.blend.fit(data, context: context)
///
/// - Note: the rule of one standard error is that of Breiman, Friedman, Olshen, Stone,
///   "Classification and Regression Trees", 1984, section 3.4.3.
public struct BlendChoice: Codable, Equatable, Sendable {
  /// Something tried, and what it reached.
  public struct Trial: Codable, Equatable, Sendable {
    /// The setting, or the part.
    public let name: String
    /// The value tried; `nil` of a part.
    public let value: Double?
    /// Mean NDCG@10 over all cases.
    public let ndcg: Double
    /// Its lead over the usual value, or of a part over the blend.
    public let lead: Double
    /// The standard error of the lead.
    public let error: Double
    /// Whether it was taken.
    public internal(set) var isTaken: Bool
  }

  /// What was chosen.
  public let blend: Blend
  /// Mean NDCG@10 of the chosen blend on the inner splits.
  public let ndcg: Double
  /// How many cases decided: users of all splits together.
  public let cases: Int
  /// What the splits are called.
  public let splits: [String]
  /// What was tried, in its order: settings, then parts.
  public let trials: [Trial]

  /// Fewer cases than this decide nothing.
  public static let leastCases = 50

  /// A setting and its values, the usual one first.
  public struct Axis: Sendable {
    /// The setting's name.
    public let name: String
    /// Its values.
    public let values: [Double]
    /// Gives a blend a value.
    let set: @Sendable (inout Blend, Double) -> Void

    /// A setting of a blend.
    public init(
      _ name: String, _ values: [Double], set: @escaping @Sendable (inout Blend, Double) -> Void
    ) {
      self.name = name
      self.values = values
      self.set = set
    }
  }

  /// Chooses; `nil` where there are too few cases to choose by.
  ///
  /// - Parameters:
  ///   - start: what is not chosen, and where the choice begins.
  ///   - axes: the settings, by how much they are expected to matter.
  ///   - splits: of one data set, each after its own past.
  ///   - context: seeds and watches the fits.
  /// - Throws: what fitting throws; `FitError.cancelled`.
  public init?(
    from start: Blend = .newTitles, among axes: [Axis] = Self.titleAxes, on splits: [Split],
    context: FitContext
  ) throws(FitError) {
    let inner = InnerCases(splits, context: context)
    guard inner.count >= Self.leastCases else { return nil }
    var search = try Search(
      start, inner, context,
      work: 2 * axes.reduce(0) { $0 + Search.work(of: $1) } + Search.fitWork + 4)
    for _ in 0..<2 { for axis in axes { try search.choose(axis) } }
    try search.compareParts()
    blend = search.blend
    ndcg = search.reached.mean
    cases = inner.count
    self.splits = splits.map(\.label)
    trials = search.trials
  }

  /// The settings of a blend that ranks titles a viewer has not watched yet.
  public static let titleAxes: [Axis] = [
    Axis("regularization", [80, 40, 20, 160, 320]) { $0.taste.regularization = Float($1) },
    Axis("popularity", [0.1, leastShare, 0.05, 0.2, 0.3, 1, 3]) {
      $0.shares.popularity = Float($1)
    },
    Axis("popularity-half-life-days", [30, 7, 2, 100_000]) { $0.popularityHalfLifeDays = $1 },
    Axis("content", [leastShare, 0.1, 0.2, 0.3]) { $0.shares.content = Float($1) },
    Axis("sequence", [0, 0.2, 0.6, 1]) { $0.shares.sequence = Float($1) },
    Axis("recency-floor", [0.6, 1, 0.3]) { $0.recency.floor = $1 },
    Axis("damping", [0, 0.1, 0.2, 0.4]) { $0.damping = Float($1) },
    Axis("exploration", [leastShare, 0.1, 0.3]) { $0.shares.exploration = Float($1) },
  ]

  /// The settings of a blend that is asked about events dealt at random, the plainest values first.
  ///
  /// A history then has its future in it: neither the order of its items nor the age of a watch says
  /// which ones were held out.
  public static let orderlessAxes: [Axis] = [
    Axis("damping", [0, 0.1, 0.2, 0.4]) { $0.damping = Float($1) },
    Axis("regularization", [80, 40, 20, 160, 320]) { $0.taste.regularization = Float($1) },
    Axis("popularity", [leastShare, 0.05, 0.1, 0.2]) { $0.shares.popularity = Float($1) },
    Axis("content", [leastShare, 0.1, 0.2]) { $0.shares.content = Float($1) },
    Axis("exploration", [leastShare, 0.1, 0.3]) { $0.shares.exploration = Float($1) },
  ]

  /// The least that contents and popularity count: enough to order what nothing else tells apart, to
  /// have something for a newcomer, and to know what resembles a title.
  public static let leastShare = 0.001
}

/// The state of a choice.
private struct Search {
  private(set) var blend: Blend
  private(set) var trials: [BlendChoice.Trial] = []
  private(set) var reached: [Double] = []
  private let inner: InnerCases
  private let context: FitContext
  private let work: Double
  private var done = 0.0

  /// How much longer a measure takes that fits what is watched together, of the largest part by far.
  static let fitWork = 10.0

  /// The work of an axis: its values, some of which ask for another fit.
  static func work(of axis: BlendChoice.Axis) -> Double {
    Double(axis.values.count) * (fits(axis.name) ? fitWork : 1)
  }

  private static func fits(_ name: String) -> Bool { ["regularization", "damping"].contains(name) }

  init(
    _ start: Blend, _ inner: InnerCases, _ context: FitContext, work: Double
  ) throws(FitError) {
    blend = start
    self.inner = inner
    self.context = context
    self.work = work
    reached = try measure(start, work: Self.fitWork)
  }

  mutating func choose(_ axis: BlendChoice.Axis) throws(FitError) {
    var tried: [(value: Double, blend: Blend, cases: [Double])] = []
    for value in axis.values {
      var candidate = blend
      axis.set(&candidate, value)
      let work = Self.work(of: axis) / Double(axis.values.count)
      tried.append((value, candidate, try measure(candidate, work: work)))
    }
    guard let usual = tried.first else { return }
    let leads = tried.map { PairedLead($0.cases, over: usual.cases) }
    var best = 0
    for place in tried.indices where leads[place].mean > leads[best].mean { best = place }
    if !leads[best].isClear { best = 0 }
    for (place, trial) in tried.enumerated() {
      trials.append(
        BlendChoice.Trial(
          name: axis.name, value: trial.value, ndcg: trial.cases.mean, lead: leads[place].mean,
          error: leads[place].error, isTaken: place == best))
    }
    (blend, reached) = (tried[best].blend, tried[best].cases)
  }

  /// A blend never falls behind its own parts.
  mutating func compareParts() throws(FitError) {
    let chosen = reached
    for (name, part) in Self.parts {
      let cases = try measure(part, work: 1)
      let lead = PairedLead(cases, over: chosen)
      let takes = PairedLead(cases, over: reached).isClear
      trials.append(
        BlendChoice.Trial(
          name: name, value: nil, ndcg: cases.mean, lead: lead.mean, error: lead.error,
          isTaken: takes))
      if takes { (blend, reached) = (part, cases) }
    }
  }

  /// Parts that would do by themselves: plain EASE, and popularity that fades in some days.
  private static let parts: [(name: String, blend: Blend)] = {
    var plain = Blend.tasteAlone
    plain.taste.regularization = 20
    return [("ease", plain)]
      + [30.0, 7, 2].map { days in
        var popular = Blend.tasteAlone
        popular.shares.taste = 0
        popular.shares.popularity = 1
        popular.popularityHalfLifeDays = days
        return ("popularity \(Int(days)) days", popular)
      }
  }()

  /// What a blend reaches; the same one is fitted once.
  private mutating func measure(
    _ candidate: Blend, work share: Double
  ) throws(FitError) -> [Double] {
    let (before, all, report) = (done, work, context.progress)
    defer {
      done += share
      report(min(1, done / all))
    }
    if let known = tried.first(where: { $0.blend == candidate }) { return known.cases }
    var quick = candidate
    // Items of one or two users cost most of the time and decide nothing.
    quick.taste.maximumItems = min(quick.taste.maximumItems, Self.quickItems)
    let cases = try inner.measure(quick) { report(min(1, (before + share * $0) / all)) }
    tried.append((candidate, cases))
    return cases
  }

  private var tried: [(blend: Blend, cases: [Double])] = []
  private static let quickItems = 2500
}

extension [Double] {
  fileprivate var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}
