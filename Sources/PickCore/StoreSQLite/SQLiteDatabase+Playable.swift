import GRDB
public import PickModel

/// The two reads behind every card: what was watched belongs to which title, and where a title
/// begins. Both are on the way to the first painted shelf, so neither reads what it does not need.
extension SQLiteDatabase {
  /// All assets of every title that one of `assets` belongs to.
  public func assets(ofTitlesWith assets: [Asset.ID]) async throws(StoreError) -> [Asset] {
    let titles = try await read { db in
      let row = try PreparedStatement(db, "SELECT title FROM asset WHERE id = ?1")
      var titles: Set<Title.ID> = []
      for asset in assets {
        row.bind(1, asset.rawValue)
        if try row.step() { titles.insert(Title.ID(row.integer(0))) }
        row.reset()
      }
      return titles
    }
    return try await self.assets(of: titles.sorted())
  }

  /// The first part of each title that has one: of films the one `TitleParts` finds among the
  /// trailers.
  public func firstAssets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    try await read { db in
      // Two statements instead of `AssetRow.watchingOrder` let the index stop at the first row.
      let numbered = try PreparedStatement(db, Self.assets("season IS NOT NULL") + " LIMIT 1")
      let named = try PreparedStatement(db, Self.assets("season IS NULL"))
      return try titles.sorted().compactMap { title in
        try Self.rows(numbered, title).first ?? TitleParts(Self.rows(named, title)).main.first
      }
    }
  }

  private static func assets(_ condition: String) -> String {
    """
    SELECT \(AssetRow.columns) FROM asset WHERE title = ?1 AND \(condition)
    ORDER BY season, number, name, id
    """
  }

  private static func rows(
    _ row: borrowing PreparedStatement, _ title: Title.ID
  ) throws -> [Asset] {
    row.bind(1, title.rawValue)
    defer { row.reset() }
    var assets: [Asset] = []
    while try row.step() { assets.append(AssetRow.asset(row)) }
    return assets
  }
}
