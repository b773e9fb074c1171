public import PickCore
public import PickModel

extension MySQLDatabase: CatalogStore {
  /// Counted up by every import that added a title, an asset or a name.
  public func catalogVersion() async throws(StoreError) -> Int64 {
    try await read { try $0.integer("SELECT catalog_version FROM meta WHERE id = 1") ?? 0 }
  }

  /// One pass over a narrow table; titles of the same genres share one array.
  public func titles() async throws(StoreError) -> [Title] {
    try await snapshot { db in
      let genres = try MySQLTitleRow.genreLists(db)
      let row = try db.query("SELECT \(MySQLTitleRow.columns) FROM title ORDER BY id")
      var titles: [Title] = []
      while try row.step() { titles.append(try MySQLTitleRow.title(row, genres: genres)) }
      return titles
    }
  }

  /// Everything of one title in one snapshot.
  public func details(of title: Title.ID) async throws(StoreError) -> TitleDetails? {
    try await snapshot { db in
      let text = try db.query(
        "SELECT synopsis, synopsis_english FROM title_text WHERE title = ?", [title])
      guard try text.step() else { return nil }
      return TitleDetails(
        synopsis: LocalizedText(text.text(0), english: text.optionalText(1)),
        cast: try Self.cast(of: title, db),
        assets: try Self.assets(of: [title], db),
        aliases: try Self.aliases(of: title, db))
    }
  }

  /// Two passes merged: texts and cast.
  public func titleTexts() async throws(StoreError) -> [TitleText] {
    try await snapshot { db in
      var cast: [Int64: [String]] = [:]
      let names = try db.query("SELECT title, name FROM title_cast ORDER BY title, position")
      while try names.step() { cast[names.integer(0), default: []].append(names.text(1)) }
      let row = try db.query(
        "SELECT title, synopsis, synopsis_english FROM title_text ORDER BY title")
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

  /// One indexed read for many titles.
  public func assets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    try await read { try Self.assets(of: titles, $0) }
  }

  /// The titles of the watched assets first, then all parts of them.
  public func assets(ofTitlesWith assets: [Asset.ID]) async throws(StoreError) -> [Asset] {
    try await snapshot { db in
      var titles: Set<Title.ID> = []
      try KeyList.query(db, "SELECT title FROM asset WHERE id IN", assets.map(\.rawValue)) {
        titles.insert(Title.ID($0.integer(0)))
      }
      return try Self.assets(of: titles.sorted(), db)
    }
  }

  /// The server numbers each title's assets and sends the first ones only; of titles without
  /// numbered ones all, of which `TitleParts` finds the first that is no trailer.
  public func firstAssets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    try await read { db in
      let numbered = """
        SELECT \(MySQLAssetRow.columns) FROM (
          SELECT \(MySQLAssetRow.columns), ROW_NUMBER() OVER (
            PARTITION BY title ORDER BY \(MySQLAssetRow.watchingOrder)) AS place
          FROM asset WHERE title IN
        """
      var assets: [Asset] = []
      try KeyList.query(db, numbered, titles.map(\.rawValue), ") AS numbered WHERE place = 1") {
        assets.append(MySQLAssetRow.asset($0))
      }
      let named = assets.filter { $0.episode == nil }.map(\.title)
      if !named.isEmpty {
        assets.removeAll { $0.episode == nil }
        let all = Dictionary(grouping: try Self.assets(of: named.sorted(), db), by: \.title)
        assets += all.values.compactMap { TitleParts($0).main.first }
      }
      return assets.sorted { $0.title < $1.title }
    }
  }

  /// One row by its key.
  public func asset(_ id: Asset.ID) async throws(StoreError) -> Asset? {
    try await read { db in
      let row = try db.query("SELECT \(MySQLAssetRow.columns) FROM asset WHERE id = ?", [id])
      return try row.step() ? MySQLAssetRow.asset(row) : nil
    }
  }

  /// Reads the index of assets by arrival.
  public func episodes(
    addedFrom start: Instant, until end: Instant
  ) async throws(StoreError) -> [Asset] {
    try await read { db in
      let row = try db.query(
        """
        SELECT \(MySQLAssetRow.columns) FROM asset
        WHERE number IS NOT NULL AND added_at >= ? AND added_at < ?
          AND (SELECT kind FROM title WHERE title.id = asset.title) = 1
        ORDER BY added_at, title, season, number, id
        """, [start, end])
      var assets: [Asset] = []
      while try row.step() { assets.append(MySQLAssetRow.asset(row)) }
      return assets
    }
  }

  /// Among several of one key or name the lowest identifier is taken.
  public func title(named name: String) async throws(StoreError) -> Title? {
    try await snapshot { db in
      guard let id = try Self.titleID(named: name, db) else { return nil }
      let genres = try MySQLTitleRow.genreLists(db)
      let row = try db.query("SELECT \(MySQLTitleRow.columns) FROM title WHERE id = ?", [id])
      return try row.step() ? MySQLTitleRow.title(row, genres: genres) : nil
    }
  }
}

extension MySQLDatabase {
  /// In the order of `titles`, each title's in watching order.
  private static func assets(of titles: [Title.ID], _ db: MySQLConnection) throws -> [Asset] {
    var byTitle: [Title.ID: [Asset]] = [:]
    try KeyList.query(
      db, "SELECT \(MySQLAssetRow.columns) FROM asset WHERE title IN", titles.map(\.rawValue),
      "ORDER BY title, \(MySQLAssetRow.watchingOrder)"
    ) { row in
      let asset = MySQLAssetRow.asset(row)
      byTitle[asset.title, default: []].append(asset)
    }
    return titles.flatMap { byTitle[$0] ?? [] }
  }

  private static func cast(of title: Title.ID, _ db: MySQLConnection) throws -> [String] {
    let row = try db.query(
      "SELECT name FROM title_cast WHERE title = ? ORDER BY position", [title])
    var names: [String] = []
    while try row.step() { names.append(row.text(0)) }
    return names
  }

  private static func aliases(
    of title: Title.ID, _ db: MySQLConnection
  ) throws -> [Asset.ID: [String]] {
    let row = try db.query(
      """
      SELECT asset.id, asset_name.name FROM asset
      JOIN asset_name ON asset_name.asset = asset.id AND asset_name.name <> asset.name
      WHERE asset.title = ? ORDER BY asset_name.name
      """, [title])
    var aliases: [Asset.ID: [String]] = [:]
    while try row.step() { aliases[Asset.ID(row.integer(0)), default: []].append(row.text(1)) }
    return aliases
  }

  private static func titleID(named name: String, _ db: MySQLConnection) throws -> Int64? {
    if let id = Int64(name), let found = try db.integer("SELECT id FROM title WHERE id = ?", [id]) {
      return found
    }
    let byKey = "SELECT min(title) FROM title_text WHERE imported_key = ?"
    let byName = "SELECT min(id) FROM title WHERE name = ?"
    return try db.integer(byKey, [name]) ?? db.integer(byName, [name])
  }
}
