/// A table as every database makes it; a dialect turns it into statements.
package struct SQLTable: Sendable {
  /// What the table is called.
  package let name: String
  /// Its columns, in the order they were made.
  package let columns: [SQLColumn]
  /// The columns of the primary key; a tree over it is the table.
  package let key: [String]
  /// Indexes of every database.
  package let indexes: [SQLIndex]
  /// Indexes that servers keep beside them: InnoDB asks for one under every reference.
  package let serverIndexes: [SQLIndex]
  /// Conditions over several columns, by the name a server gives them.
  package let checks: [(name: String, condition: String)]

  init(
    _ name: String, key: [String] = ["id"], _ columns: [SQLColumn], indexes: [SQLIndex] = [],
    serverIndexes: [SQLIndex] = [], checks: [(name: String, condition: String)] = []
  ) {
    self.name = name
    self.columns = columns
    self.key = key
    self.indexes = indexes
    self.serverIndexes = serverIndexes
    self.checks = checks
  }
}

/// An index over some columns of a table.
package struct SQLIndex: Sendable {
  /// What the index is called.
  package let name: String
  /// Its columns; one may be followed by `DESC`.
  package let columns: [String]
  /// How many bytes of a text a server puts into it.
  package let prefix: Int?
  /// Which rows are in it, where the database has indexes over some rows.
  package let condition: String?

  init(_ name: String, _ columns: [String], prefix: Int? = nil, condition: String? = nil) {
    self.name = name
    self.columns = columns
    self.prefix = prefix
    self.condition = condition
  }
}

/// A column of a table.
package struct SQLColumn: Sendable {
  /// What a column holds.
  package enum Content: Sendable {
    /// A signed number of 1, 4 or 8 bytes, where the database has several.
    case integer(bytes: Int)
    /// A double.
    case real
    /// A text that is compared byte by byte, of at most so many bytes of UTF-8 where there is a limit.
    case name(bytes: Int)
    /// A text that is only stored and shown.
    case text
    /// Such a text of more than 64 KiB.
    case longText
    /// 32 bytes.
    case hash
    /// Any number of bytes.
    case bytes
  }

  /// A row of another table that must be there.
  package struct Reference: Sendable {
    /// Its table.
    package let table: String
    /// The key of that table.
    package let column: String
    /// What a server calls the reference.
    package let name: String
    /// Whether this row goes with it.
    package let cascades: Bool
  }

  /// What the column is called.
  package let name: String
  /// What it holds.
  package let content: Content
  /// Whether it may hold nothing.
  package private(set) var isOptional = false
  /// What a row has when nothing is said, in SQL.
  package private(set) var initial: String?
  /// What a server calls the index that keeps values unique; `nil` when they need not be.
  package private(set) var uniqueName: String?
  /// What must hold of a value.
  package private(set) var check: String?
  /// What must hold of a value in a file; servers were made without it.
  package private(set) var fileCheck: String?
  /// What the value refers to.
  package private(set) var reference: Reference?

  init(_ name: String, _ content: Content, check: String? = nil) {
    self.name = name
    self.content = content
    self.check = check
  }

  /// The identifier of a row: a positive number that the application chose.
  static let id = SQLColumn("id", .integer(bytes: 8), check: "id > 0")

  /// An instant in milliseconds, a count, or a span in seconds.
  static func number(_ name: String, check: String? = nil) -> SQLColumn {
    SQLColumn(name, .integer(bytes: 8), check: check)
  }

  /// The identifier of a row of another table.
  static func reference(_ column: String, to table: String, named name: String) -> SQLColumn {
    SQLColumn(column, .integer(bytes: 8)).referring(to: table, "id", named: name)
  }

  /// The same, and it may be null.
  var optional: SQLColumn { changed { $0.isOptional = true } }

  func unique(_ name: String) -> SQLColumn { changed { $0.uniqueName = name } }

  func initially(_ value: String) -> SQLColumn { changed { $0.initial = value } }

  func checkedInFiles(_ condition: String) -> SQLColumn { changed { $0.fileCheck = condition } }

  func referring(
    to table: String, _ column: String, named name: String, cascades: Bool = false
  ) -> SQLColumn {
    changed {
      $0.reference = Reference(table: table, column: column, name: name, cascades: cascades)
    }
  }

  private func changed(_ change: (inout SQLColumn) -> Void) -> SQLColumn {
    var copy = self
    change(&copy)
    return copy
  }
}
