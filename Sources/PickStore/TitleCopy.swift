import PickModel

/// A copy of all titles that is read in one piece.
///
/// Row by row, reading 10,000 titles takes a third of the time from a program's start to its first
/// page (docs/decisions/first-shelf.md). The copy is made by what adds titles, in the same transaction, and
/// triggers remove it with the first change of a row it was made of: a copy that is there is true.
/// Where there is none, or one in bytes of another program, titles are read row by row.
enum TitleCopy {
  /// How many titles are in one row: few enough for memory that one row after the other is read into.
  static let portion = 512

  /// The table, whose rows hold `PackedTitles`.
  static let table = SQLTable(
    "title_copy", key: ["portion"],
    [.number("portion", check: "portion >= 0"), SQLColumn("titles", .bytes)])

  /// Makes the triggers, and the first copy, where the database keeps one; harmless when repeated.
  static func begin(_ db: any SQLConnection) throws {
    guard db.dialect.keepsTitleCopy else { return }
    for table in ["title", "genre", "genre_list_member"] {
      for change in ["insert", "update", "delete"] {
        try db.command(
          """
          CREATE TRIGGER IF NOT EXISTS \(table)_\(change)_ends_copy AFTER \(change) ON \(table)
          BEGIN DELETE FROM title_copy; END
          """)
      }
    }
    try make(db)
  }

  /// Replaces the copy by one of the titles there are.
  static func make(_ db: any SQLConnection) throws {
    guard db.dialect.keepsTitleCopy else { return }
    try db.run("DELETE FROM title_copy")
    let titles: [Title]
    do {
      titles = try TitleRow.all(db)
    } catch StoreError.corrupt {
      // Whoever reads the rows is told; what was to be stored beside them is stored.
      return
    }
    for (number, portion) in titles.portions(of: portion).enumerated() {
      try db.run(
        "INSERT INTO title_copy (portion, titles) VALUES (?, ?)",
        [number, PackedTitles.pack(portion)])
    }
  }

  /// The bytes of the copy, in the order of their titles; none where there is no copy.
  static func portions(_ db: any SQLConnection) throws -> [[UInt8]] {
    guard db.dialect.keepsTitleCopy else { return [] }
    return try db.all("SELECT titles FROM title_copy ORDER BY portion") { $0.bytes(0) }
  }

  /// All titles, by ascending identifier; `nil` where there is no copy, or none that can be read.
  static func titles(_ portions: [[UInt8]]) -> [Title]? {
    var titles: [Title] = []
    do {
      for bytes in portions { try PackedTitles.unpack(bytes, into: &titles) }
    } catch {
      return nil
    }
    return titles.isEmpty ? nil : titles
  }
}
