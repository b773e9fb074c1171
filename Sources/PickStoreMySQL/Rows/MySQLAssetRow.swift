import PickModel

/// The columns of `asset`, in the order every statement names them.
enum MySQLAssetRow {
  static let names = ["id", "title", "season", "number", "name", "running_seconds", "added_at"]
  static let columns = names.joined(separator: ", ")

  /// Numbered ones first, in their order; the others by name.
  static let watchingOrder = "number IS NULL, season, number, name, id"

  static func asset(_ row: Statement) -> Asset {
    Asset(
      id: Asset.ID(row.integer(0)),
      title: Title.ID(row.integer(1)),
      episode: row.optionalInteger(3).map {
        EpisodeNumber(season: Int(row.integer(2)), number: Int($0))
      },
      name: row.text(4),
      runningSeconds: row.optionalInteger(5).map(Int.init),
      addedAt: row.instant(6))
  }

  static func values(_ asset: Asset) -> [SQLValue] {
    [
      asset.id.sqlValue, asset.title.sqlValue, asset.episode?.season.sqlValue ?? .null,
      asset.episode?.number.sqlValue ?? .null, asset.name.sqlValue, asset.runningSeconds.sqlValue,
      asset.addedAt.sqlValue,
    ]
  }
}
