import GRDB
public import PickModel

extension SQLiteDatabase: CatalogStore {
  /// Counted up by every import that added a title, an asset or a name.
  public func catalogVersion() async throws(StoreError) -> Int64 {
    try await read { db in
      try Int64.fetchOne(db, sql: "SELECT catalog_version FROM meta") ?? 0
    }
  }

  /// One pass over a narrow table; titles of the same genres share one array.
  public func titles() async throws(StoreError) -> [Title] {
    try await read { db in
      let genres = try GenreLists.all(db)
      let row = try PreparedStatement(db, "SELECT \(TitleRow.columns) FROM title ORDER BY id")
      var titles: [Title] = []
      titles.reserveCapacity(try Int.fetchOne(db, sql: "SELECT count(*) FROM title") ?? 0)
      while try row.step() { titles.append(try TitleRow.title(row, genres: genres)) }
      return titles
    }
  }

  /// Everything of one title in one snapshot.
  public func details(of title: Title.ID) async throws(StoreError) -> TitleDetails? {
    try await read { db in
      let text = try PreparedStatement(
        db, "SELECT synopsis, synopsis_english FROM title_text WHERE title = ?1")
      text.bind(1, title.rawValue)
      guard try text.step() else { return nil }
      return TitleDetails(
        synopsis: LocalizedText(text.text(0), english: text.optionalText(1)),
        cast: try String.fetchAll(
          db, sql: "SELECT name FROM title_cast WHERE title = ? ORDER BY position",
          arguments: [title.rawValue]),
        assets: try Self.assets(of: [title], db),
        aliases: try Self.aliases(of: title, db))
    }
  }

  /// Two passes merged: texts and cast.
  public func titleTexts() async throws(StoreError) -> [TitleText] {
    try await read { db in
      var cast = try Self.castByTitle(db)
      let row = try PreparedStatement(
        db, "SELECT title, synopsis, synopsis_english FROM title_text ORDER BY title")
      var texts: [TitleText] = []
      while try row.step() {
        let id = row.integer(0)
        texts.append(
          TitleText(
            id: Title.ID(id),
            synopsis: LocalizedText(row.text(1), english: row.optionalText(2)),
            cast: cast.removeValue(forKey: id) ?? []))
      }
      return texts
    }
  }

  /// One short indexed read a title.
  public func assets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    try await read { try Self.assets(of: titles, $0) }
  }

  /// One row by its key.
  public func asset(_ id: Asset.ID) async throws(StoreError) -> Asset? {
    try await read { db in
      let row = try PreparedStatement(
        db, "SELECT \(AssetRow.columns) FROM asset WHERE id = ?1")
      row.bind(1, id.rawValue)
      return try row.step() ? AssetRow.asset(row) : nil
    }
  }

  /// Reads the index of episodes by arrival.
  public func episodes(
    addedFrom start: Instant, until end: Instant
  ) async throws(StoreError) -> [Asset] {
    try await read { db in
      let row = try PreparedStatement(
        db,
        """
        SELECT \(AssetRow.columns) FROM asset
        WHERE number IS NOT NULL AND added_at >= ?1 AND added_at < ?2
          AND (SELECT kind FROM title WHERE title.id = asset.title) = 1
        ORDER BY added_at, title, season, number, id
        """)
      row.bind(1, start.millisecondsSince1970)
      row.bind(2, end.millisecondsSince1970)
      var assets: [Asset] = []
      while try row.step() { assets.append(AssetRow.asset(row)) }
      return assets
    }
  }

  /// Among several of one key or name the lowest identifier is taken.
  public func title(named name: String) async throws(StoreError) -> Title? {
    try await read { db in
      guard let id = try Self.titleID(named: name, db) else { return nil }
      let genres = try GenreLists.all(db)
      let row = try PreparedStatement(
        db, "SELECT \(TitleRow.columns) FROM title WHERE id = ?1")
      row.bind(1, id)
      return try row.step() ? TitleRow.title(row, genres: genres) : nil
    }
  }
}

extension SQLiteDatabase {
  private static func assets(of titles: [Title.ID], _ db: Database) throws -> [Asset] {
    let row = try PreparedStatement(
      db,
      "SELECT \(AssetRow.columns) FROM asset WHERE title = ?1 ORDER BY \(AssetRow.watchingOrder)")
    var assets: [Asset] = []
    for title in titles {
      row.bind(1, title.rawValue)
      while try row.step() { assets.append(AssetRow.asset(row)) }
      row.reset()
    }
    return assets
  }

  private static func aliases(
    of title: Title.ID, _ db: Database
  ) throws -> [Asset.ID: [String]] {
    let row = try PreparedStatement(
      db,
      """
      SELECT asset.id, asset_name.name FROM asset
      JOIN asset_name ON asset_name.asset = asset.id AND asset_name.name <> asset.name
      WHERE asset.title = ?1 ORDER BY asset_name.name
      """)
    row.bind(1, title.rawValue)
    var aliases: [Asset.ID: [String]] = [:]
    while try row.step() { aliases[Asset.ID(row.integer(0)), default: []].append(row.text(1)) }
    return aliases
  }

  private static func castByTitle(_ db: Database) throws -> [Int64: [String]] {
    let row = try PreparedStatement(
      db, "SELECT title, name FROM title_cast ORDER BY title, position")
    var cast: [Int64: [String]] = [:]
    while try row.step() { cast[row.integer(0), default: []].append(row.text(1)) }
    return cast
  }

  /// Among several of the same key or name the one with the lowest identifier.
  private static func titleID(named name: String, _ db: Database) throws -> Int64? {
    let byID = Int64(name).flatMap { id in
      try? Int64.fetchOne(db, sql: "SELECT id FROM title WHERE id = ?", arguments: [id])
    }
    let byKey = "SELECT min(title) FROM title_text WHERE imported_key = ?"
    let byName = "SELECT min(id) FROM title WHERE name = ?"
    return try byID ?? Int64.fetchOne(db, sql: byKey, arguments: [name])
      ?? Int64.fetchOne(db, sql: byName, arguments: [name])
  }
}
