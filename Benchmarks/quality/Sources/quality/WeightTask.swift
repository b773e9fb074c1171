import PickRecommender

/// What coefficients of the rating formula are judged by: one blend's NDCG@10 over some weeks.
struct WeightTask {
  static let metric = "ndcg@10"

  let name: String
  /// What Pick weighs by.
  let defaults: BehaviourFeatures
  private let blend: Blend
  private let weeks: [RatedSplit]
  private let seesOpenedPages: Bool

  /// Each of the weeks chosen of the last `count`, oldest first, is asked of everything before it.
  init(
    _ name: String, _ blend: Blend, _ task: SplitPlan.Task, on log: WatchLog,
    weeks count: Int, choose: ([Split]) -> ArraySlice<Split>
  ) throws {
    let splits = try SplitPlan(.weekly(windows: count), task: task).rankingSplits(of: log.titles())
    self.name = name
    self.blend = blend
    defaults = (task == .newItems ? ImplicitRating() : .continuing).coefficients
    weeks = choose(splits).map { RatedSplit($0, of: log) }
    seesOpenedPages = task == .newItems
  }

  /// What a feature can change: opened pages say nothing of titles that were begun.
  var features: [RatingFeature] {
    RatingFeature.all.filter { seesOpenedPages || $0.name != "interest" }
  }

  /// Fits and measures the blend with weights made by these coefficients.
  func evaluate(
    _ coefficients: BehaviourFeatures, resamples: Int = Bootstrap().resamples
  ) throws -> Evaluation {
    var formula = ImplicitRating()
    formula.coefficients = coefficients
    var usual = formula
    usual.coefficients = defaults
    var blend = blend
    // Louder weights alone would act like a smaller λ: it grows and shrinks with them.
    blend.taste.regularization *=
      weeks.reduce(0) { $0 + $1.squares(by: formula) }
      / weeks.reduce(0) { $0 + $1.squares(by: usual) }
    let opened = weeks.map { ($0.instant, seesOpenedPages ? $0.openedPages(by: formula) : []) }
    let recipe = BlendWithOpenedPages(
      blend: blend,
      opened: seesOpenedPages ? Dictionary(opened, uniquingKeysWith: { first, _ in first }) : [:])
    let evaluator = Evaluator(
      metrics: [NDCG(at: 10)], bootstrap: Bootstrap(resamples: resamples))
    return try evaluator.evaluate(recipe, as: name, on: weeks.map { try $0.weighed(by: formula) })
  }

  /// NDCG@10 alone.
  func value(_ coefficients: BehaviourFeatures) throws -> Double {
    try evaluate(coefficients, resamples: 2).report.mean(Self.metric) ?? 0
  }

  /// How much better one evaluation is than another, user by user.
  static func difference(
    _ one: Evaluation, _ other: Evaluation, confidence: Double = 0.95
  ) -> Interval {
    PairedComparison(
      one, against: other, by: metric, bootstrap: Bootstrap(confidence: confidence)
    )?.difference ?? Interval(mean: 0, low: nil, high: nil)
  }
}
