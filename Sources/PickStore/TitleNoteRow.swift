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
    try write(new.map { values($0.notes, of: $0.title.id) }, db)
    return new.count
  }

  /// Takes a viewer's ratings out of the mean stars, which were computed with them.
  ///
  /// - Precondition: what the viewer watched is still there.
  static func takeOutRatings(of viewer: Viewer.ID, _ db: any SQLConnection) throws {
    var given: [Int64: (sum: Double, count: Int)] = [:]
    try db.forEach(
      """
      SELECT asset.title, watch_event.stated_preference FROM watch_event
      JOIN asset ON asset.id = watch_event.asset
      WHERE watch_event.viewer = ? AND watch_event.source = ?
      AND watch_event.stated_preference IS NOT NULL
      """, [viewer, WatchEvent.Source.imported.storedCode]
    ) { row in
      let before = given[row.integer(0)] ?? (0, 0)
      given[row.integer(0)] = (before.sum + row.real(1) * 5, before.count + 1)
    }
    var left: [[SQLValue]] = []
    try KeyList.forEach(
      db, "SELECT \(columns) FROM \(table) WHERE title IN", given.keys.sorted()
    ) { row in
      let notes = try notes(row)
      guard let stars = notes.stars, let own = given[row.integer(0)] else { return }
      left.append(values(notes.with(stars.without(own)), of: row.identifier(0)))
    }
    try write(left, db)
  }

  private static func write(_ rows: [[SQLValue]], _ db: any SQLConnection) throws {
    guard !rows.isEmpty else { return }
    let insertion = BulkInsert(
      db, into: table, names,
      .updated(key: ["title"], names.dropFirst().map { ($0, db.dialect.proposed($0)) }))
    try insertion.run(rows)
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

extension TitleNotes {
  /// The same notes with other stars.
  fileprivate func with(_ stars: Stars?) -> TitleNotes {
    TitleNotes(stars: stars, keywords: keywords, imdb: imdb, tmdb: tmdb)
  }
}

extension TitleNotes.Stars {
  /// The stars of the others; `nil` without any.
  fileprivate func without(_ own: (sum: Double, count: Int)) -> TitleNotes.Stars? {
    let left = count - own.count
    guard left > 0 else { return nil }
    // What was rounded must not lead out of the scale.
    let mean = (mean * Double(count) - own.sum) / Double(left)
    return TitleNotes.Stars(mean: min(5, max(0.5, mean)), count: left)
  }
}
