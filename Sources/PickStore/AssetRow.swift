import PickModel

/// The columns of `asset`, in the order every statement names them, and the reads of many titles'
/// assets, which are on the way to the first painted shelf.
enum AssetRow {
  static let names = ["id", "title", "season", "number", "name", "running_seconds", "added_at"]
  static let columns = names.joined(separator: ", ")

  /// Numbered ones first, in their order; the others by name.
  private static let watchingOrder = "number IS NULL, season, number, name, id"

  static func asset(_ row: any SQLRow) -> Asset {
    Asset(
      id: row.identifier(0),
      title: row.identifier(1),
      episode: row.optionalInteger(3).map {
        EpisodeNumber(season: Int(row.integer(2)), number: Int($0))
      },
      name: row.text(4),
      runningSeconds: row.optionalInteger(5).map(Int.init),
      addedAt: row.instant(6))
  }

  static func values(_ asset: Asset) -> [SQLValue] {
    [
      asset.id.sqlValue, asset.title.sqlValue, (asset.episode?.season).sqlValue,
      (asset.episode?.number).sqlValue, asset.name.sqlValue, asset.runningSeconds.sqlValue,
      asset.addedAt.sqlValue,
    ]
  }

  /// In the order of `titles`, each title's in watching order.
  static func assets(
    of titles: [Title.ID], where condition: String = "", _ db: any SQLConnection
  ) throws -> [Asset] {
    var byTitle: [Title.ID: [Asset]] = [:]
    try KeyList.forEach(
      db, "SELECT \(columns) FROM asset WHERE \(condition) title IN", titles.map(\.rawValue),
      "ORDER BY title, \(watchingOrder)"
    ) { row in
      let asset = asset(row)
      byTitle[asset.title, default: []].append(asset)
    }
    return titles.flatMap { byTitle[$0] ?? [] }
  }

  /// The first part of each title that has one, by ascending title: the first numbered asset; of
  /// titles without one, what `TitleParts` finds among the trailers.
  static func firstAssets(
    of titles: [Title.ID], _ db: any SQLConnection
  ) throws -> [Asset] {
    var first =
      try db.dialect.hasRoundTrips
      ? firstNumberedAtOnce(of: titles, db) : firstNumberedOneByOne(of: titles, db)
    let unnumbered = Set(titles).subtracting(first.map(\.title)).sorted()
    let named = try assets(of: unnumbered, where: "season IS NULL AND", db)
    first += Dictionary(grouping: named, by: \.title).values
      .compactMap { TitleParts($0).main.first }
    return first.sorted { $0.title < $1.title }
  }

  /// The server numbers each title's assets and sends the first ones only.
  private static func firstNumberedAtOnce(
    of titles: [Title.ID], _ db: any SQLConnection
  ) throws -> [Asset] {
    let numbered = """
      SELECT \(columns) FROM (
        SELECT \(columns), ROW_NUMBER() OVER (
          PARTITION BY title ORDER BY season, number, name, id) AS place
        FROM asset WHERE season IS NOT NULL AND title IN
      """
    var first: [Asset] = []
    try KeyList.forEach(db, numbered, titles.map(\.rawValue), ") AS numbered WHERE place = 1") {
      first.append(asset($0))
    }
    return first
  }

  /// A question a title, for which the index stops at the first row.
  private static func firstNumberedOneByOne(
    of titles: [Title.ID], _ db: any SQLConnection
  ) throws -> [Asset] {
    let question = try db.prepare(
      """
      SELECT \(columns) FROM asset WHERE title = ? AND season IS NOT NULL
      ORDER BY season, number, name, id LIMIT 1
      """)
    var first: [Asset] = []
    for title in titles {
      try question.query([title.sqlValue]) { row in
        first.append(asset(row))
        return false
      }
    }
    return first
  }

  /// Further names of a title's assets; assets with a single name are absent.
  static func aliases(
    of title: Title.ID, _ db: any SQLConnection
  ) throws -> [Asset.ID: [String]] {
    var aliases: [Asset.ID: [String]] = [:]
    try db.forEach(
      """
      SELECT asset.id, asset_name.name FROM asset
      JOIN asset_name ON asset_name.asset = asset.id AND asset_name.name <> asset.name
      WHERE asset.title = ? ORDER BY asset_name.name
      """, [title]
    ) { aliases[$0.identifier(0), default: []].append($0.text(1)) }
    return aliases
  }
}
