import PickModel

/// A table as a file of comma-separated values, in UTF-8 with a header.
enum ReportCSV {
  /// The whole file.
  static func text(_ table: ReportTable) -> String {
    let header = table.columns.map { field($0.key) }.joined(separator: ",")
    let rows = table.rows.map { $0.map { field($0.raw) }.joined(separator: ",") }
    return ([header] + rows).map { $0 + "\n" }.joined()
  }

  /// One field: nothing in it steers a terminal, and a spreadsheet takes none of it for a formula.
  static func field(_ text: String) -> String {
    var safe = DisplayText.sanitized(text)
    if let first = safe.unicodeScalars.first, "=+-@".unicodeScalars.contains(first),
      Double(safe) == nil
    {
      safe = "'" + safe
    }
    guard safe.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 }) else { return safe }
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }
}
