import PickModel

/// What outside catalogues know of titles, as it is stored.
enum TitleNoteRow {
  static let table = "title_note"
  private static let names = ["title", "stars", "ratings", "imdb", "tmdb", "keywords"]
  private static let columns = names.joined(separator: ", ")

  /// The notes of one title; none where there are none.
  static func notes(of title: Title.ID, _ db: any SQLConnection) throws -> TitleNotes {
    try db.first("SELECT \(columns) FROM \(table) WHERE title = ?", [title], notes) ?? .none
  }

  /// The keywords of all titles that have some.
  static func keywords(_ db: any SQLConnection) throws -> [Int64: [String]] {
    var keywords: [Int64: [String]] = [:]
    try db.forEach("SELECT title, keywords FROM \(table)") {
      let words = words($0.text(1))
      if !words.isEmpty { keywords[$0.integer(0)] = words }
    }
    return keywords
  }

  /// Stores the notes that differ from what is stored; returns how many.
  static func store(_ imported: [ImportedTitle], _ db: any SQLConnection) throws -> Int {
    let noted = imported.filter { $0.notes != .none }
    guard !noted.isEmpty else { return 0 }
    var stored: [Int64: TitleNotes] = [:]
    try KeyList.forEach(
      db, "SELECT \(columns) FROM \(table) WHERE title IN", noted.map(\.title.id.rawValue)
    ) { stored[$0.integer(0)] = try notes($0) }
    let new = noted.filter { stored[$0.title.id.rawValue] != $0.notes }
    let insertion = BulkInsert(
      db, into: table, names,
      .updated(key: ["title"], names.dropFirst().map { ($0, db.dialect.proposed($0)) }))
    try insertion.run(new.map { values($0.notes, of: $0.title.id) })
    return new.count
  }

  private static func notes(_ row: any SQLRow) throws -> TitleNotes {
    let count = try row.read(2, of: table, as: Int.self)
    let mean = try row.readIfPresent(1, of: table, as: Double.self)
    return TitleNotes(
      stars: count > 0 ? mean.map { TitleNotes.Stars(mean: $0, count: count) } : nil,
      keywords: words(row.text(5)), imdb: row.optionalText(3),
      tmdb: try row.readIfPresent(4, of: table))
  }

  private static func values(_ notes: TitleNotes, of title: Title.ID) -> [SQLValue] {
    [
      title.sqlValue, (notes.stars?.mean).sqlValue, (notes.stars?.count ?? 0).sqlValue,
      notes.imdb.sqlValue, notes.tmdb.sqlValue,
      notes.keywords.joined(separator: "\n").sqlValue,
    ]
  }

  private static func words(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }
}
