import PickRecommender

extension BlendChoice {
  /// Prints what was tried and what was taken.
  func printTable(_ title: String) {
    print(
      "\n### \(title): chosen on \(cases) cases of \(splits.joined(separator: ", ")), "
        + "NDCG@10 \(Comparison.text(ndcg))\n")
    print(
      "| setting | value | NDCG@10 | lead | standard error | taken |\n|---|---|---|---|---|---|")
    // The second round, and the parts.
    let settings = trials.filter { $0.value != nil }
    for trial in settings.suffix(settings.count / 2) + trials.filter({ $0.value == nil }) {
      print(
        "| \(trial.name) | \(trial.value.map { "\($0)" } ?? "-") | \(Comparison.text(trial.ndcg)) "
          + "| \(Comparison.signed(trial.lead)) | \(Comparison.text(trial.error)) "
          + "| \(trial.isTaken ? "yes" : "") |")
    }
  }
}
