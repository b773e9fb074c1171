import PickRecommender

/// A blend whose shares are those that did best on an inner split of the same kind.
///
/// Where the order of watching says nothing of what is held out, the share of what is watched next
/// falls to 0 and a history does not fade: what is left is EASE.
enum TunedBlend {
  private static let trials = 40
  /// Items of one or two users cost most of the time and decide little.
  private static let innerItems = 2500

  private static let space: [SearchSpace.Dimension] = [
    .init("sequence", .real(0...1.5, isLogarithmic: false)),
    .init("popularity", .real(0...0.3, isLogarithmic: false)),
    .init("recency-floor", .real(0...1, isLogarithmic: false)),
    .init("damping", .real(0...0.4, isLogarithmic: false)),
    .init("regularization", .real(20...500, isLogarithmic: true)),
  ]

  /// The best blend of TPE's trials, the defaults and EASE by itself, and what it is.
  static func found(for split: Split, ease: EASE) throws -> (blend: Blend, settings: String) {
    let inner = try split.inner()
    let quick = Evaluator(metrics: [NDCG(at: 10)], bootstrap: Bootstrap(resamples: 10))
    func value(of settings: [String: String]) throws -> Double {
      var blend = try blend(settings)
      blend.taste.maximumItems = innerItems
      return try quick.evaluate(blend, as: "blend", on: [inner]).report.mean("ndcg@10") ?? 0
    }
    var best = (settings: [String: String](), value: try value(of: [:]))
    let alone = [
      "sequence": "0", "popularity": "0", "recency-floor": "1", "damping": "0",
      "regularization": "\(ease.regularization)",
    ]
    let reached = try value(of: alone)
    if reached > best.value { best = (alone, reached) }
    let space = try SearchSpace(space)
    var study = Study(StudyPlan(space: space, direction: .maximize))
    for _ in 0..<trials {
      let trial = study.ask()
      let settings = space.named(trial.parameters).mapValues(\.description)
      let reached = try value(of: settings)
      try study.tell(trial.number, .complete(reached))
      if reached > best.value { best = (settings, reached) }
    }
    let written = best.settings.sorted { $0.key < $1.key }.map { name, text in
      "\(name) \(Comparison.text(Double(text) ?? 0, places: 2))"
    }
    return (
      try blend(best.settings), written.isEmpty ? "the defaults" : written.joined(separator: ", ")
    )
  }

  /// Dense, as EASE beside it is: pruning is another question.
  private static func blend(_ settings: [String: String]) throws -> Blend {
    guard var blend = try Algorithm[.blend]?.recommender(settings) as? Blend else { return Blend() }
    blend.taste.neighbours = 0
    return blend
  }
}
