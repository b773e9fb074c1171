public import PickModel

/// Everything that may be offered.
public protocol CatalogStore: Sendable {
  /// Grows with every change of the catalogue; a snapshot of an older version is stale.
  func catalogVersion() async throws(StoreError) -> Int64
  /// All titles, by ascending identifier; synopsis and cast stay in the store.
  func titles() async throws(StoreError) -> [Title]
  /// What a detail page needs of one title; `nil` when there is no such title.
  func details(of title: Title.ID) async throws(StoreError) -> TitleDetails?
  /// Texts of all titles, by ascending identifier: for the search index and the content model.
  func titleTexts() async throws(StoreError) -> [TitleText]
  /// The assets of some titles, each title's in watching order.
  func assets(of titles: [Title.ID]) async throws(StoreError) -> [Asset]
  /// All assets of every title that one of `assets` belongs to, each title's in watching order:
  /// what a viewer's history is read with.
  func assets(ofTitlesWith assets: [Asset.ID]) async throws(StoreError) -> [Asset]
  /// The first part of each title that has one, as `TitleParts` has it; never an extra beside a part. by ascending title.
  func firstAssets(of titles: [Title.ID]) async throws(StoreError) -> [Asset]
  /// One asset; `nil` when there is none.
  func asset(_ id: Asset.ID) async throws(StoreError) -> Asset?
  /// Numbered episodes that came into the catalogue in `[start, end)`, of series only.
  func episodes(addedFrom start: Instant, until end: Instant) async throws(StoreError) -> [Asset]
  /// A title named by its identifier's digits, its imported key or, failing both, its exact name.
  func title(named name: String) async throws(StoreError) -> Title?
}

extension CatalogStore {
  /// Asks asset by asset; a store that can do it in one read does.
  public func assets(ofTitlesWith assets: [Asset.ID]) async throws(StoreError) -> [Asset] {
    var titles: Set<Title.ID> = []
    for id in assets {
      if let asset = try await asset(id) { titles.insert(asset.title) }
    }
    return try await self.assets(of: titles.sorted())
  }

  /// Picks from all assets; a store that can read the first ones only does.
  public func firstAssets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    Dictionary(grouping: try await assets(of: titles), by: \.title).values
      .compactMap { TitleParts($0).main.first }.sorted { $0.title < $1.title }
  }
}

/// Synopsis, cast and parts of one title.
public struct TitleDetails: Equatable, Sendable {
  /// What happens in it; empty when unknown.
  public let synopsis: LocalizedText
  /// Who plays in it, the leading ones first.
  public let cast: [String]
  /// Its assets in watching order: numbered ones first, the others by name.
  public let assets: [Asset]
  /// Further names by asset; assets with a single name are absent.
  public let aliases: [Asset.ID: [String]]
  /// What an outside catalogue knows of it.
  public let notes: TitleNotes

  /// Details as they are stored.
  public init(
    synopsis: LocalizedText, cast: [String], assets: [Asset], aliases: [Asset.ID: [String]],
    notes: TitleNotes = .none
  ) {
    self.notes = notes
    self.synopsis = synopsis
    self.cast = cast
    self.assets = assets
    self.aliases = aliases
  }
}

// MARK: - In SQL

extension SQLDatabase {
  /// Counted up by every import that added a title, an asset or a name.
  public func catalogVersion() async throws(StoreError) -> Int64 {
    try await read { try $0.integer("SELECT catalog_version FROM meta WHERE id = 1") ?? 0 }
  }

  /// From their copy in one piece, or row by row; titles of the same genres share one array.
  ///
  /// The copy is unpacked here, so that others may ask the database meanwhile.
  public func titles() async throws(StoreError) -> [Title] {
    if let titles = TitleCopy.titles(try await read(TitleCopy.portions)) { return titles }
    return try await snapshot(TitleRow.all)
  }

  /// Everything of one title in one snapshot.
  public func details(of title: Title.ID) async throws(StoreError) -> TitleDetails? {
    try await snapshot { db in
      let synopsis = try db.first(
        "SELECT synopsis, synopsis_english FROM title_text WHERE title = ?", [title]
      ) { LocalizedText($0.text(0), english: $0.optionalText(1)) }
      guard let synopsis else { return nil }
      return TitleDetails(
        synopsis: synopsis,
        cast: try db.all(
          "SELECT name FROM title_cast WHERE title = ? ORDER BY position", [title]
        ) { try $0.read(0, of: "title_cast") },
        assets: try AssetRow.assets(of: [title], db),
        aliases: try AssetRow.aliases(of: title, db),
        notes: try TitleNoteRow.notes(of: title, db))
    }
  }

  /// Three passes merged: texts, cast and keywords.
  public func titleTexts() async throws(StoreError) -> [TitleText] {
    try await snapshot { db in
      var cast: [Int64: [String]] = [:]
      try db.forEach("SELECT title, name FROM title_cast ORDER BY title, position") {
        cast[$0.integer(0), default: []].append($0.text(1))
      }
      let keywords = try TitleNoteRow.keywords(db)
      return try db.all(
        "SELECT title, synopsis, synopsis_english FROM title_text ORDER BY title"
      ) { row in
        TitleText(
          id: row.identifier(0),
          synopsis: LocalizedText(row.text(1), english: row.optionalText(2)),
          cast: cast.removeValue(forKey: row.integer(0)) ?? [],
          keywords: keywords[row.integer(0)] ?? [])
      }
    }
  }

  /// A few indexed reads for many titles.
  public func assets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    try await read { try AssetRow.assets(of: titles, $0) }
  }

  /// The titles of the watched assets first, then all parts of them.
  public func assets(ofTitlesWith assets: [Asset.ID]) async throws(StoreError) -> [Asset] {
    try await snapshot { db in
      var titles: Set<Title.ID> = []
      try KeyList.forEach(db, "SELECT title FROM asset WHERE id IN", assets.map(\.rawValue)) {
        titles.insert($0.identifier(0))
      }
      return try AssetRow.assets(of: titles.sorted(), db)
    }
  }

  /// See `AssetRow.firstAssets`.
  public func firstAssets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    try await snapshot { try AssetRow.firstAssets(of: titles, $0) }
  }

  /// One row by its key.
  public func asset(_ id: Asset.ID) async throws(StoreError) -> Asset? {
    try await read { db in
      try db.first(
        "SELECT \(AssetRow.columns) FROM asset WHERE id = ?", [id], AssetRow.asset)
    }
  }

  /// Reads the index of assets by arrival.
  public func episodes(
    addedFrom start: Instant, until end: Instant
  ) async throws(StoreError) -> [Asset] {
    try await read { db in
      try db.all(
        """
        SELECT \(AssetRow.columns) FROM asset
        WHERE number IS NOT NULL AND added_at >= ? AND added_at < ?
          AND (SELECT kind FROM title WHERE title.id = asset.title) = 1
        ORDER BY added_at, title, season, number, id
        """, [start, end], AssetRow.asset)
    }
  }

  /// Among several of one key or name the lowest identifier is taken.
  public func title(named name: String) async throws(StoreError) -> Title? {
    try await snapshot { db in
      guard let id = try TitleRow.id(named: name, db) else { return nil }
      let genres = try GenreLists.all(db)
      return try db.first("SELECT \(TitleRow.columns) FROM title WHERE id = ?", [id]) {
        try TitleRow.title($0, genres: genres)
      }
    }
  }
}
