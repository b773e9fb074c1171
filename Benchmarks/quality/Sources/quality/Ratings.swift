import PickRecommender

/// Stated ratings predicted, five folds by chance.
enum Ratings {
  static func run(_ directory: String) throws {
    let splits = try SplitPlan(.random(folds: 5)).ratingSplits(of: MovieLens.log(directory))
    print("\n## MovieLens latest-small, ratings predicted, five random folds\n")
    print("| model | RMSE (95 %) | MAE | fit s |\n|---|---|---|---|")
    let baseline = try measured("svdpp", SVDPlusPlus(), splits)
    let blend = try measured("blend", RatingBlend(), splits)
    guard let pair = PairedComparison(blend, against: baseline, by: "rmse") else { return }
    print(
      "\nblend against svdpp: \(Comparison.signed(pair.difference.mean)) "
        + "(\(Comparison.signed(pair.difference.low ?? 0)) to "
        + "\(Comparison.signed(pair.difference.high ?? 0))), "
        + "\(Comparison.signed(100 * (pair.relative ?? 0), places: 2)) %. svdpp is Surprise's to "
        + ".0007; Benchmarks/peers/surprise/compare --blend has Surprise itself beside it.")
  }

  private static func measured(
    _ name: String, _ recipe: some RatingPredictor, _ splits: [RatingSplit]
  ) throws -> Evaluation {
    let evaluation = try Evaluator().evaluate(recipe, as: name, on: splits)
    let report = evaluation.report
    if let error = report.metrics["rmse"] {
      print(
        "| \(name) | \(Comparison.text(error.mean)) (\(Comparison.text(error.low ?? 0)) to "
          + "\(Comparison.text(error.high ?? 0))) | \(Comparison.text(report.mean("mae") ?? 0)) "
          + "| \(Comparison.text(report.fitSeconds, places: 1)) |")
    }
    return evaluation
  }
}
