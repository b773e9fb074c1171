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
    var lines = [
      "Newly stored: \(stored.titles) titles, \(stored.assets) assets, \(stored.viewers) viewers, "
        + "\(stored.events) events"
    ]
    guard !report.rejected.isEmpty else { return lines }
    lines.append("Not taken: \(report.rejected.count) rows")
    lines += report.rejected.prefix(Self.shownRows).map { row in
      "  \(DisplayText.sanitized(row.file)):\(row.line): \(row.reason.text)"
    }
    if report.rejected.count > Self.shownRows { lines.append("  … --format json lists all") }
    return lines
  }
}
