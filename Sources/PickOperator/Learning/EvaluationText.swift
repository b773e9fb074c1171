import PickCommand
import PickModel
import PickRecommender

/// The result of an evaluation for a person: a line for each model, then their differences.
struct EvaluationText {
  private let reports: [EvaluationReport]
  /// The figures that have a column; `nil` for those that were measured.
  private let figures: [String]?

  init(_ reports: [EvaluationReport], figures: [String]? = nil) {
    self.reports = reports
    self.figures = figures
  }

  /// Refuses a name that no column will have, before anything is measured.
  ///
  /// - Parameters:
  ///   - columns: the names that were asked for.
  ///   - figures: the figures that will be measured.
  /// - Throws: `Failure` that names what is near, and all of them.
  static func check(_ columns: [String], among figures: [String]) throws(Failure) {
    _ = try TextTable(header(figures), []).choosing(columns)
  }

  private static func header(_ figures: [String]) -> [String] {
    ["model"] + figures + ["fit s", "score s", "MB"]
  }

  /// The figures worth a column that models are measured with, the telling ones first.
  static func figures(of task: LearningTask, depth: Int) -> [String] {
    guard task != .rating else { return telling(["rmse", "mae"]) }
    return telling(Evaluator(at: depth).metrics.map(\.name) + ["coverage@\(depth)"])
  }

  /// Lines, each with its end, as wide as the screen at most; of the table the columns that were named,
  /// else all.
  ///
  /// - Throws: `Failure` for a column that there is not.
  func text(columns: [String] = [], on screen: Screen) throws(Failure) -> String {
    guard let first = reports.first else { return "" }
    let notes = notes(first).flatMap { DisplayText.sanitized($0).folded(at: screen.columns) }
    let table = try table(first).choosing(columns).lines(on: screen)
    let differences = reports.flatMap(\.comparisons).flatMap {
      DisplayText.sanitized(Self.sentence($0)).folded(at: screen.columns)
    }
    return (notes + table + differences).map { $0 + "\n" }.joined()
  }

  private func notes(_ first: EvaluationReport) -> [String] {
    var lines = [
      "\(first.task), split \(first.split): \(first.users) users measured, \(first.skipped) skipped"
    ]
    if let ties = first.ties {
      lines.append(
        "\(ties.events) events share their second with another of the same user; for \(ties.cuts) users "
          + "the line between training and test falls among those")
    }
    if let leftOut = first.leftOut, leftOut > 0 {
      lines.append("\(leftOut) events dated far from the rest were left out")
    }
    return lines
  }

  private func table(_ first: EvaluationReport) -> TextTable {
    let names = figures ?? Self.telling(Array(first.metrics.keys))
    return TextTable(
      Self.header(names),
      reports.map { report in
        [report.model] + names.map { Self.interval(report.metrics[$0]) } + [
          Self.number(report.fitSeconds, 2), Self.number(report.scoreSeconds, 2),
          report.peakRSSBytes.map { "\($0 / 1_000_000)" } ?? "",
        ]
      })
  }

  /// The figures among these that are worth a column, the telling ones first; JSON has them all.
  private static func telling(_ figures: [String]) -> [String] {
    let order = [
      "rmse", "mae", "ndcg@", "precision@", "recall@", "map@", "mrr@", "hit-rate@", "coverage@",
    ]
    return order.flatMap { start in
      figures.filter { $0.hasPrefix(start) }.sorted()
    }
  }

  private static func sentence(_ comparison: PairedComparison) -> String {
    let relative = comparison.relative.map { " (\(number(100 * $0, 1)) %)" } ?? ""
    let verdict =
      comparison.difference.excludesZero ? "" : "; the interval holds zero: not told apart"
    return "\(comparison.model) − \(comparison.baseline), \(comparison.metric): "
      + "\(interval(comparison.difference))\(relative)\(verdict)"
  }

  /// A figure with the ends of its interval; a dash for one that could not be taken.
  static func interval(_ interval: Interval?) -> String {
    guard let interval else { return "–" }
    guard let low = interval.low, let high = interval.high else { return number(interval.mean, 4) }
    return "\(number(interval.mean, 4)) [\(number(low, 4)), \(number(high, 4))]"
  }

  /// A decimal fraction with so many places.
  static func number(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "\(value)" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let rounded = Int((value.magnitude * Double(scale)).rounded())
    let fraction = String(rounded % scale)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return (value < 0 && rounded > 0 ? "-" : "") + "\(rounded / scale).\(zeros)\(fraction)"
  }

  /// Columns as wide as their widest cell, folded at the width of the screen; the first row is the
  /// header.
  static func aligned(_ rows: [[String]], on screen: Screen = .current) -> [String] {
    guard let header = rows.first else { return [] }
    let plain = Screen(columns: screen.columns, hasColours: false)
    return TextTable(header, Array(rows.dropFirst())).lines(on: plain)
  }
}
