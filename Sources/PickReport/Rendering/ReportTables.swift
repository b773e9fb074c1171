import PickModel

/// A report as lines for a terminal: the same figures as on the page.
package struct ReportTables {
  /// Columns of the shortest bar that is worth drawing.
  private static let shortestBar = 6
  /// Columns of the longest bar.
  private static let longestBar = 24
  /// Rows of a table that are shown; files have them all.
  private static let mostRows = 40
  /// Columns a column of words keeps when it is cut.
  private static let narrowest = 8

  private let document: ReportDocument
  private let columns: Int
  private let isPlain: Bool

  /// A report for a terminal.
  ///
  /// - Parameters:
  ///   - document: what it says.
  ///   - columns: the longest line.
  ///   - isPlain: whether bars and rules are of ASCII.
  package init(_ document: ReportDocument, columns: Int = 80, isPlain: Bool = false) {
    self.document = document
    self.columns = columns
    self.isPlain = isPlain
  }

  /// All lines, each with its end, free of control characters.
  package var text: String { lines.map { DisplayText.sanitized($0) + "\n" }.joined() }

  private var lines: [String] {
    var lines = wrapped(document.title) + wrapped(document.subtitle)
    lines += [rule("=")] + facts(document.headline)
    for section in document.sections {
      lines += ["", rule("-")] + wrapped(section.heading)
      lines += [""] + wrapped(section.finding, indent: 2)
      lines += wrapped((isPlain ? "> " : "→ ") + section.meaning, indent: 2)
      for block in section.blocks { lines += [""] + self.lines(of: block) }
    }
    return lines
  }

  private func lines(of block: ReportDocument.Block) -> [String] {
    switch block {
    case .facts(let facts): return self.facts(facts)
    case .note(let sentence): return wrapped(sentence, indent: 2)
    case .table(let table): return wrapped(table.caption) + self.lines(of: table)
    case .plot(let plot):
      guard case .heat(let rows, let values) = plot.kind else {
        return wrapped(plot.caption) + self.lines(of: plot.table)
      }
      return wrapped(plot.caption) + heat(rows, values)
    }
  }

  private func facts(_ facts: [ReportDocument.Fact]) -> [String] {
    let label = facts.map { DisplayWidth.of($0.label) }.max() ?? 0
    let value = facts.map { DisplayWidth.of($0.value) }.max() ?? 0
    return facts.map { fact in
      let note = fact.note.isEmpty ? "" : "  " + fact.note
      return cut(
        "  " + padded(fact.label, label) + "  " + padded(fact.value, value, atRight: true) + note,
        columns)
    }
  }

  /// The columns of a table, beside each other, cut and dropped where there is no room.
  private func lines(of table: ReportTable) -> [String] {
    var shown = table.columns.count
    var widths = table.columns.indices.map { column in
      ([table.columns[column].title] + table.rows.map { $0[column].text })
        .map(DisplayWidth.of).max() ?? 0
    }
    func needed() -> Int { 2 + widths.prefix(shown).total() + 2 * max(0, shown - 1) }
    for column in table.columns.indices where !table.columns[column].isNumeric {
      guard needed() > columns else { break }
      widths[column] = max(Self.narrowest, widths[column] - (needed() - columns))
    }
    while needed() > columns, shown > 1 { shown -= 1 }
    let room = min(Self.longestBar, columns - needed() - 2)
    let hasBars = !table.bars.isEmpty && room >= Self.shortestBar
    let heading = line(table.columns.map(\.title), table, widths, shown)
    let rows = table.rows.prefix(Self.mostRows).enumerated().map { place, cells in
      let bar = hasBars ? "  " + bar(table.bars[place], room) : ""
      return trimmed(line(cells.map(\.text), table, widths, shown) + bar)
    }
    let left = table.rows.count - rows.count
    let more = left > 0 ? wrapped("+ \(left): tables/\(table.id).csv", indent: 2) : []
    return [trimmed(heading)] + rows + more
  }

  private func line(
    _ cells: [String], _ table: ReportTable, _ widths: [Int], _ shown: Int
  ) -> String {
    let parts = (0..<shown).map { column in
      padded(
        cut(cells[column], widths[column]), widths[column],
        atRight: table.columns[column].isNumeric)
    }
    return "  " + parts.joined(separator: "  ")
  }

  private func bar(_ share: Double, _ room: Int) -> String {
    guard share > 0 else { return "" }
    guard !isPlain else { return String(repeating: "#", count: max(1, Int(share * Double(room)))) }
    // Eighths of a column, so that short bars are told apart.
    let eighths = max(1, Int((share * Double(room) * 8).rounded()))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  private func heat(_ rows: [String], _ values: [[Double]]) -> [String] {
    let most = values.flatMap(\.self).max() ?? 0
    let label = rows.map(DisplayWidth.of).max() ?? 0
    let field = columns >= label + 52 ? 2 : 1
    let shades = (isPlain ? [" ", ".", ":", "*", "#"] : [" ", "░", "▒", "▓", "█"])
      .map { isPlain ? padded($0, field) : String(repeating: $0, count: field) }
    var hours = "  " + padded("", label) + "  "
    for hour in stride(from: 0, to: 24, by: 3) { hours += padded("\(hour)", field * 3) }
    let lines = zip(rows, values).map { row, values in
      "  " + padded(row, label) + "  "
        + values.map { value in
          guard most > 0, value > 0 else { return shades[0] }
          return shades[1 + min(3, Int(saturating: value / most * 4))]
        }.joined()
    }
    return [trimmed(hours)] + lines.map(trimmed)
  }

  private func rule(_ character: String) -> String {
    let line = isPlain ? character : character == "=" ? "━" : "─"
    return String(repeating: line, count: columns)
  }

  /// The text, broken where words end, so that no line is too long.
  private func wrapped(_ text: String, indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let room = columns - indent
    var lines: [String] = []
    var line = ""
    for word in DisplayText.sanitized(text).split(separator: " ").map(String.init) {
      if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > room {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
      while DisplayWidth.of(line) > room {
        let head = prefix(line, room)
        lines.append(head)
        line = String(line.dropFirst(head.count))
      }
    }
    return (lines + [line]).filter { !$0.isEmpty }.map { margin + $0 }
  }

  private func cut(_ text: String, _ room: Int) -> String {
    guard DisplayWidth.of(text) > room else { return text }
    let mark = isPlain ? "." : "…"
    return prefix(text, room - 1) + mark
  }

  private func prefix(_ text: String, _ room: Int) -> String {
    var kept = ""
    var width = 0
    for character in text {
      width += DisplayWidth.of(character)
      guard width <= room else { break }
      kept.append(character)
    }
    return kept
  }

  private func padded(_ text: String, _ room: Int, atRight: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, room - DisplayWidth.of(text)))
    return atRight ? space + text : text + space
  }

  private func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
