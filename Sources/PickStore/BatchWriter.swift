import PickModel

extension SQLDatabase {
  /// Raises the version of the catalogue.
  public func touchCatalog() async throws(StoreError) {
    _ = try await write { db in
      try db.run("UPDATE meta SET catalog_version = catalog_version + 1 WHERE id = 1")
    }
  }

  /// See `BatchWriter`.
  public func store(
    _ batch: ImportBatch, with facts: (any ImportedFacts)?,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws(StoreError) -> ImportCount {
    let rows = batch.rowCount + (facts.map { $0.eventCount + $0.detailViewCount } ?? 0)
    return try await writeAll { db in
      var writer = BatchWriter(db, rows: rows, progress: progress)
      var count = try writer.store(batch)
      if let facts { count.events += try writer.store(facts) }
      return count
    }
  }
}

/// Stores a batch within one transaction: what is there already stays as it is, but for what others say
/// of titles.
///
/// What is stored is asked for first, although inserting would leave it as it is: that would lock its
/// rows until the import is done, and with them every viewer who signs in or watches. Should another
/// writer add one in between, the insert fails and the import is tried again.
private struct BatchWriter {
  private static let portion = 2048

  private let db: any SQLConnection
  private let progress: (Int, Int) -> Void
  private var steps: ProgressSteps
  private var changedNotes = 0

  init(_ db: any SQLConnection, rows: Int, progress: @escaping (Int, Int) -> Void) {
    self.db = db
    self.progress = progress
    steps = ProgressSteps(total: rows)
  }

  mutating func store(_ batch: ImportBatch) throws -> ImportCount {
    // Imports of one database happen one after the other.
    _ = try db.integer("SELECT catalog_version FROM meta WHERE id = 1 \(db.dialect.rowLock)")
    var count = ImportCount()
    count.titles = try store(batch.titles)
    if count.titles > 0 { try TitleCopy.make(db) }
    count.assets = try store(batch.assets)
    if count.titles + count.assets + changedNotes > 0 {
      try db.run("UPDATE meta SET catalog_version = catalog_version + 1 WHERE id = 1")
    }
    count.viewers = try store(batch.accounts)
    if !batch.events.isEmpty {
      let events = WatchEvent.inTableOrder(batch.events)
      count.events = try EventWriter.load(db) { load in
        for portion in events.portions(of: Self.portion) {
          try load(portion)
          advance(by: portion.count)
        }
      }
    }
    count.events += try store(batch.detailViews)
    return count
  }

  /// Only a portion of the facts is in memory at a time.
  mutating func store(_ facts: any ImportedFacts) throws -> Int {
    var (events, views) = (0, 0)
    var newCount = try EventWriter.load(db) { load in
      try facts.forEachEventPortion { portion in
        try load(portion)
        events += portion.count
        advance(by: portion.count)
      }
    }
    // What was there twice was handed over once.
    advance(by: facts.eventCount - events)
    try facts.forEachDetailViewPortion { portion in
      newCount += try SeenWriter.append(portion, db)
      views += portion.count
      advance(by: portion.count)
    }
    advance(by: facts.detailViewCount - views)
    return newCount
  }

  private mutating func store(_ imported: [ImportedTitle]) throws -> Int {
    let titles = BulkInsert(db, into: "title", TitleRow.names, .refused)
    let texts = BulkInsert(
      db, into: "title_text", ["title", "imported_key", "synopsis", "synopsis_english"], .refused)
    let cast = BulkInsert(db, into: "title_cast", ["title", "position", "name"], .refused)
    var genres = try GenreLists(db)
    var newCount = 0
    for portion in imported.portions(of: 256) {
      let new = try unknown(portion, in: "title") { $0.title.id.rawValue }
      try titles.run(
        try new.map {
          TitleRow.values($0.title, genreList: try genres.number(of: $0.title.genres))
        })
      try texts.run(
        new.map { title in
          [
            title.title.id.sqlValue, title.key.sqlValue, title.synopsis.original.sqlValue,
            title.synopsis.english.sqlValue,
          ]
        })
      try cast.run(
        new.flatMap { title in
          title.cast.enumerated().map { position, name in
            [title.title.id.sqlValue, position.sqlValue, name.sqlValue]
          }
        })
      changedNotes += try TitleNoteRow.store(portion, db)
      newCount += new.count
      advance(by: portion.count)
    }
    return newCount
  }

  /// Returns how many names were new; an asset that is there gains names only.
  private mutating func store(_ imported: [ImportedAsset]) throws -> Int {
    let assets = BulkInsert(db, into: "asset", AssetRow.names, .kept(key: ["id"]))
    let names = BulkInsert(db, into: "asset_name", ["name", "asset"], .kept(key: ["name"]))
    var newCount = 0
    for portion in imported.portions(of: Self.portion) {
      let new = try unknown(portion, in: "asset") { $0.asset.id.rawValue }
      try assets.run(new.map { AssetRow.values($0.asset) })
      newCount += try names.run(
        portion.flatMap { asset in
          asset.names.map { [$0.sqlValue, asset.asset.id.sqlValue] }
        })
      advance(by: portion.count)
    }
    return newCount
  }

  /// Adds accounts, without a password, and their viewers; an unknown account with a known number is a
  /// `constraint`.
  private mutating func store(_ imported: [Account]) throws -> Int {
    let viewers = BulkInsert(db, into: "viewer", ["id"], .kept(key: ["id"]))
    let accounts = BulkInsert(db, into: "account", ["id", "number", "viewer"], .refused)
    var newCount = 0
    for portion in imported.portions(of: Self.portion) {
      let strangers = try unknown(portion, in: "viewer") { $0.viewer.rawValue }
      try viewers.run(strangers.map { [$0.viewer.sqlValue] })
      let new = try unknown(portion, in: "account") { $0.id.rawValue }
      newCount += try accounts.run(
        new.map { [$0.id.sqlValue, $0.number.sqlValue, $0.viewer.sqlValue] })
      advance(by: portion.count)
    }
    return newCount
  }

  private mutating func store(_ imported: [DetailView]) throws -> Int {
    let sorted = imported.sorted { ($0.viewer, $0.id) < ($1.viewer, $1.id) }
    var newCount = 0
    for portion in sorted.portions(of: Self.portion) {
      newCount += try SeenWriter.append(portion, db)
      advance(by: portion.count)
    }
    return newCount
  }

  /// What is not stored yet, each key once.
  private func unknown<Row>(
    _ imported: [Row], in table: String, key: (Row) -> Int64
  ) throws -> [Row] {
    var known: Set<Int64> = []
    try KeyList.forEach(db, "SELECT id FROM \(table) WHERE id IN", imported.map(key)) {
      known.insert($0.integer(0))
    }
    return imported.filter { known.insert(key($0)).inserted }
  }

  private mutating func advance(by rows: Int) {
    for _ in 0..<max(0, rows) {
      if let step = steps.advance() { progress(step.done, step.total) }
    }
  }
}
