import PickCommand
import PickModel

/// A table for a person.
///
/// On a terminal that is too narrow for all columns it is folded: the columns that do not fit follow
/// below, each part with the first column again, so that rows are still compared downwards.
struct TextTable {
  private let header: [String]
  private let rows: [[String]]

  /// Cells of any origin; each row is as long as the header.
  init(_ header: [String], _ rows: [[String]]) {
    self.header = header.map(DisplayText.sanitized)
    self.rows = rows.map { $0.map(DisplayText.sanitized) }
  }

  /// The columns that were asked for, in that order; all of them when none was.
  ///
  /// - Throws: `Failure` for a name that no column has.
  func choosing(_ names: [String]) throws(Failure) -> TextTable {
    guard !names.isEmpty else { return self }
    var places: [Int] = []
    for name in names {
      guard let place = header.firstIndex(where: { $0.lowercased() == name.lowercased() }) else {
        let advice = NearNames(header).question(after: name)
        throw Failure(
          .usage,
          "There is no column \(name) (--columns).\(advice) There are: "
            + "\(header.joined(separator: ", ")).")
      }
      places.append(place)
    }
    return TextTable(places.map { header[$0] }, rows.map { row in places.map { row[$0] } })
  }

  /// The lines of the table, as wide as the screen at most.
  func lines(on screen: Screen) -> [String] {
    let all = [header] + rows
    let natural = header.indices.map { column in
      all.map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    let parts = Self.parts(natural, columns: screen.columns)
    return parts.enumerated().flatMap { place, part in
      let lines = all.enumerated().map { index, row in
        screen.marked(Self.line(row, part), index == 0 ? .heading : nil)
      }
      return place > 0 ? [""] + lines : lines
    }
  }

  /// A column and the width it is shown with.
  private typealias Shown = (column: Int, width: Int)

  /// The blanks between two columns.
  private static let gap = 2

  /// Which columns stand beside each other, each part with the first one.
  private static func parts(_ natural: [Int], columns: Int?) -> [[Shown]] {
    let all = natural.enumerated().map { (column: $0.offset, width: $0.element) }
    guard let first = all.first, let columns else { return [all] }
    let key: Shown = (first.column, min(first.width, max(1, columns / 2)))
    let room = max(1, columns - key.width - gap)
    var parts: [[Shown]] = [[key]]
    var used = key.width
    for (column, width) in all.dropFirst() {
      let shown = min(width, room)
      if used + gap + shown > columns, parts[parts.count - 1].count > 1 {
        parts.append([key])
        used = key.width
      }
      parts[parts.count - 1].append((column, shown))
      used += gap + shown
    }
    if all.count == 1 { return [[(first.column, min(first.width, columns))]] }
    return parts
  }

  private static func line(_ row: [String], _ part: [Shown]) -> String {
    var line = ""
    for (place, shown) in part.enumerated() {
      let text = row[shown.column].cut(to: shown.width)
      line += text
      guard place + 1 < part.count else { break }
      line += String(repeating: " ", count: max(0, shown.width - DisplayWidth.of(text)) + gap)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension String {
  /// The text in so many columns, an ellipsis at the end where it was longer.
  fileprivate func cut(to columns: Int) -> String {
    guard DisplayWidth.of(self) > columns else { return self }
    var (kept, used) = ("", 0)
    for character in self {
      let width = DisplayWidth.of(character)
      guard used + width < columns else { break }
      kept.append(character)
      used += width
    }
    return kept + "…"
  }

  /// The text behind a prefix, in lines of so many columns.
  ///
  /// Further lines begin below the end of the prefix where there is room. Words longer than a line are
  /// left whole.
  func folded(at columns: Int?, after prefix: String = "") -> [String] {
    guard let columns, DisplayWidth.of(prefix + self) > columns else { return [prefix + self] }
    let indent = DisplayWidth.of(prefix)
    let margin = String(repeating: " ", count: indent <= columns / 2 ? indent : columns / 8)
    var lines: [String] = []
    var (line, isEmpty) = (prefix, true)
    for word in split(separator: " ") {
      let end = DisplayWidth.of(line) + (isEmpty ? 0 : 1) + DisplayWidth.of(String(word))
      // A word that has no room behind the prefix begins the next line.
      if end > columns, line.contains(where: { $0 != " " }) {
        while line.last == " " { line.removeLast() }
        lines.append(line)
        (line, isEmpty) = (margin, true)
      }
      line += isEmpty ? word : " " + word
      isEmpty = false
    }
    return lines + [line]
  }
}

extension StandardOutput {
  /// Prints a table.
  static func show(_ table: TextTable) throws {
    let sink = TextSink.standardOutput()
    for line in table.lines(on: .current) { try sink.add(line + "\n") }
    try sink.end()
  }
}
