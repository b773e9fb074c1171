/// What a check of a database file found.
public struct DatabaseReport: Equatable, Sendable {
  /// Something an operator should know of a file.
  public enum Problem: Equatable, Sendable {
    /// SQLite finds its pages contradictory; the text is SQLite's.
    case damaged(String)
    /// Rows of a table that refer to something that is not there.
    case danglingReferences(table: String, count: Int)
    /// A value that no program of ours writes: a column of another type, NULL, or out of range.
    ///
    /// The value itself is not told. `row` is the key, or the place where the key is a text.
    case strangeValue(table: String, row: String, column: String)
    /// Steps of the schema that were not taken yet; opening the file takes them.
    case olderSchema(missing: [String])
  }

  /// What is wrong or out of date.
  public let problems: [Problem]
  /// Who issues the sessions kept in it; `nil` when that cannot be read.
  public let id: DatabaseID?
  /// Schema steps taken, in their order.
  public let migrations: [String]
  /// Rows by table, by name of table.
  public let rows: [TableRows]

  /// How many rows a table has.
  public struct TableRows: Equatable, Sendable, Codable {
    /// The table.
    public let table: String
    /// Its rows.
    public let count: Int
  }

  /// Whether every page can be read and every reference followed, whatever single values say: such
  /// a file can be copied and copied back.
  public var isIntact: Bool {
    problems.allSatisfy {
      switch $0 {
      case .olderSchema, .strangeValue: true
      case .damaged, .danglingReferences: false
      }
    }
  }

  /// Whether nothing is damaged or missing; a schema that is merely older is neither.
  public var isSound: Bool {
    problems.allSatisfy { if case .olderSchema = $0 { true } else { false } }
  }
}
