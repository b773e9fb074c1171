import Glibc
import PickRecommender

/// Prints what each feature of the rating formula, as Pick has it, contributes.
struct WeightAblation {
  let task: WeightTask
  let tuned: BehaviourFeatures

  private var coefficients: BehaviourFeatures { task.defaults }

  /// One row a feature: what the whole formula gains by it, and what the bare ratio does.
  ///
  /// A feature whose coefficient is 0 is tried with ±.2.
  func printTable() throws {
    let whole = try task.evaluate(coefficients)
    let ratio = try task.evaluate(BehaviourFeatures())
    print("\n## Ablation, \(task.name)\n\n| coefficients | NDCG@10 | against the ratio alone |")
    print("|---|---|---|")
    printRow("0, the ratio alone", ratio, against: ratio)
    printRow("tuned: \(WeightTuning.text(tuned))", try task.evaluate(tuned), against: ratio)
    printRow("Pick's: \(WeightTuning.text(coefficients))", whole, against: ratio)
    print("\n| feature | coefficient | the whole formula gains | the ratio alone gains |")
    print("|---|---|---|---|")
    for feature in task.features {
      let own = coefficients[keyPath: feature.path]
      let tried = own == 0 ? feature.trial : own
      let (with, without) =
        own == 0
        ? (try task.evaluate(coefficients.with(feature, tried)), whole)
        : (whole, try task.evaluate(coefficients.with(feature, 0)))
      let alone = try task.evaluate(BehaviourFeatures().with(feature, tried))
      let note = own == 0 ? "0 (tried: \(Self.text(tried)))" : Self.text(own)
      print(
        "| \(feature.name) | \(note) | \(Self.text(WeightTask.difference(with, without))) "
          + "| \(Self.text(WeightTask.difference(alone, ratio))) |")
      fflush(nil)
    }
  }

  private func printRow(_ name: String, _ evaluation: Evaluation, against ratio: Evaluation) {
    let reached = Comparison.text(evaluation.report.mean(WeightTask.metric) ?? 0)
    print("| \(name) | \(reached) | \(Self.text(WeightTask.difference(evaluation, ratio))) |")
  }

  private static func text(_ coefficient: Float) -> String {
    Comparison.text(Double(coefficient), places: 2)
  }

  private static func text(_ interval: Interval) -> String {
    "\(Comparison.signed(interval.mean)) (\(Comparison.signed(interval.low ?? 0)) to "
      + "\(Comparison.signed(interval.high ?? 0)))"
  }
}
