package import PickModel

/// What a report says, in one language: what the page, the terminal and the tables show.
package struct ReportDocument: Equatable, Sendable {
  /// One number with its name.
  package struct Fact: Equatable, Sendable {
    /// What is counted.
    let label: String
    /// The number, with its unit.
    let value: String
    /// What to compare it with; empty for nothing.
    let note: String
  }

  /// A part of a section.
  package enum Block: Equatable, Sendable {
    /// Numbers beside each other.
    case facts([Fact])
    /// A table.
    case table(ReportTable)
    /// A picture and the table behind it.
    case plot(Plot)
    /// A sentence.
    case note(String)
  }

  /// One question and its answer.
  package struct Section: Equatable, Sendable {
    /// Its name in addresses and files.
    let id: String
    /// Its heading.
    let heading: String
    /// What is seen, in one sentence.
    let finding: String
    /// What that means for the model, in one sentence.
    let meaning: String
    /// The figures behind it.
    let blocks: [Block]
  }

  /// The language it is written in.
  package let language: Language
  /// What it is about.
  let title: String
  /// The time it is about, and when it was made.
  let subtitle: String
  /// The numbers to begin with.
  let headline: [Fact]
  /// The sections, in order.
  let sections: [Section]

  /// All tables, those behind pictures included.
  var tables: [ReportTable] {
    sections.flatMap(\.blocks).compactMap { block in
      switch block {
      case .table(let table): table
      case .plot(let plot): plot.table
      case .facts, .note: nil
      }
    }
  }
}

/// Rows of figures.
package struct ReportTable: Equatable, Sendable {
  /// One column.
  struct Column: Equatable, Sendable {
    /// Its name in files.
    let key: String
    /// Its heading.
    let title: String
    /// Whether it holds numbers, which stand at the right.
    let isNumeric: Bool

    /// A column of numbers.
    static func number(_ key: String, _ title: String) -> Column {
      Column(key: key, title: title, isNumeric: true)
    }

    /// A column of words.
    static func text(_ key: String, _ title: String) -> Column {
      Column(key: key, title: title, isNumeric: false)
    }
  }

  /// One cell.
  struct Cell: Equatable, Sendable {
    /// What people read.
    let text: String
    /// What files hold.
    let raw: String

    /// A word that is the same everywhere.
    init(_ text: String) { self.init(text, raw: text) }

    /// A word and what stands for it in files.
    init(_ text: String, raw: String) {
      self.text = text
      self.raw = raw
    }
  }

  /// The name of its file.
  let id: String
  /// What it shows.
  let caption: String
  /// Its columns.
  let columns: [Column]
  /// Its rows, a cell for each column.
  let rows: [[Cell]]
  /// The lengths of the bars beside the rows, in [0, 1]; empty for none.
  let bars: [Double]

  /// Whether a page shows it only when asked.
  var isLong: Bool { rows.count > 16 }

  /// A table with or without bars.
  init(
    _ id: String, _ caption: String, columns: [Column], rows: [[Cell]], bars: [Double] = []
  ) {
    self.id = id
    self.caption = caption
    self.columns = columns
    self.rows = rows
    let longest = bars.max() ?? 0
    self.bars = longest > 0 ? bars.map { max(0, $0 / longest) } : bars.map { _ in 0 }
  }
}
