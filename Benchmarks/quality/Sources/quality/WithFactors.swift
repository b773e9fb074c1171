import PickRecommender

/// A blend with one more part, to see whether it would help: implicit ALS at a share.
struct WithFactors: Recommender {
  var blend = Blend()
  var factors = ImplicitALS()
  /// How loud the factors are; a blend's taste is 1.
  var share: Float = 0

  func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> Model {
    let first = try blend.fit(dataset, context: context)
    let second = try factors.fit(dataset, context: context)
    let typical = ScoreScale.typical(of: second, for: dataset) ?? 1
    return Model(blend: first, factors: second, share: share / typical)
  }

  struct Model: FittedRecommender {
    let blend: BlendModel
    let factors: FactorModel
    let share: Float

    var itemCount: Int { blend.itemCount }

    func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
      blend.score(request, into: &scores)
      for (item, score) in factors.scores(for: request).enumerated() {
        scores[item] += share * score
      }
    }
  }

  /// Chooses ALS by itself, then its share beside a blend, on the inner split; prints what became of
  /// it on the split.
  static func report(_ title: String, _ split: Split, _ blend: Blend) throws {
    let inner = try split.inner()
    let quick = Evaluator(metrics: [NDCG(at: 10)], bootstrap: Bootstrap(resamples: 10))
    func value(_ recipe: some Recommender) throws -> Double {
      try quick.evaluate(recipe, as: "", on: [inner]).report.mean("ndcg@10") ?? 0
    }
    var best = (factors: ImplicitALS(), value: -1.0)
    for width in [16, 32, 64] {
      for regularization: Float in [0.1, 3, 30] {
        for alpha: Float in [3, 10, 30] {
          let tried = ImplicitALS(factors: width, regularization: regularization, alpha: alpha)
          let reached = try value(tried)
          if reached > best.value { best = (tried, reached) }
        }
      }
    }
    var table = Comparison("\(title): would implicit ALS help the blend?", split)
    var chosen = (share: Float(0), value: -1.0)
    var line = ""
    for share: Float in [0, 0.1, 0.2, 0.4, 0.8] {
      var tried = WithFactors(blend: blend, factors: best.factors, share: share)
      tried.blend.taste.maximumItems = 2500
      let reached = try value(tried)
      line += " \(Comparison.text(Double(share), places: 1)): \(Comparison.text(reached))"
      // A share of 0 is no answer: the best of the others is what is tested.
      if share > 0, reached > chosen.value { chosen = (share, reached) }
    }
    try table.add("als", best.factors)
    try table.add("blend", blend)
    let name = "blend and als at \(Comparison.text(Double(chosen.share), places: 1))"
    try table.add(name, WithFactors(blend: blend, factors: best.factors, share: chosen.share))
    table.compare(name, with: "blend")
    print(
      "\nALS of the inner split: \(best.factors.factors) factors, λ \(best.factors.regularization), "
        + "alpha \(best.factors.alpha). Inner NDCG@10 by share:\(line)")
  }
}
