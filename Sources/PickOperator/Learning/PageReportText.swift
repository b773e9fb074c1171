import PickCore

/// What front pages were worth, as tables.
struct PageReportText {
  /// Lines, each with its end.
  let text: String

  init(_ report: PageReport) {
    var lines: [String] = []
    for figures in report.figures {
      if !lines.isEmpty { lines.append("") }
      lines.append(
        "home, watched within a \(figures.horizon.rawValue): \(figures.pages) pages of "
          + "\(figures.viewers) viewers in \(report.instants.count) weeks")
      lines.append(
        "ndcg \(EvaluationText.interval(figures.ndcg)), hit rate "
          + "\(EvaluationText.interval(figures.hitRate)) among the first \(report.depth) of a row")
      let rows =
        [["shelf", "on pages", "hit rate", "hits nothing above shows"]]
        + figures.shelves.map { shelf in
          [shelf.name]
            + [shelf.presence, shelf.hitRate, shelf.adds].map { EvaluationText.number($0, 4) }
        }
      lines += EvaluationText.aligned(rows)
    }
    text = lines.map { $0 + "\n" }.joined()
  }
}
