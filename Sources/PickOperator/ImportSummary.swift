import PickCore
import PickModel

/// What an import did, for a person or a program.
struct ImportSummary {
  /// Bad rows a person gets to see; a program gets all of them.
  static let shownRows = 20

  private let report: ImportReport

  init(_ report: ImportReport) { self.report = report }

  func text(as format: OutputFormat) throws -> String {
    format == .json ? try report.json() : lines.joined(separator: "\n")
  }

  private var lines: [String] {
    let stored = report.stored
    let lines = [
      "Newly stored: \(stored.titles) titles, \(stored.assets) assets, \(stored.viewers) viewers, "
        + "\(stored.events) events"
    ]
    return lines + Self.lines(of: report.rejected)
  }

  /// The rows that were not taken, the first of them one by one.
  static func lines(of rejected: [RejectedRow]) -> [String] {
    guard !rejected.isEmpty else { return [] }
    var lines = ["Not taken: \(rejected.count) rows"]
    lines += rejected.prefix(shownRows).map { row in
      "  \(DisplayText.sanitized(row.file)):\(row.line): \(row.reason.text)"
    }
    if rejected.count > shownRows { lines.append("  … --format json lists all") }
    return lines
  }
}
