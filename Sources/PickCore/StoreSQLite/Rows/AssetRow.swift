import PickModel

/// The columns of `asset`, in the order every statement names them.
enum AssetRow {
  static let columns = "id, title, season, number, name, running_seconds, added_at"

  /// Numbered ones first, in their order; the others by name.
  static let watchingOrder = "number IS NULL, season, number, name, id"

  static func asset(_ row: borrowing PreparedStatement) -> Asset {
    Asset(
      id: Asset.ID(row.integer(0)),
      title: Title.ID(row.integer(1)),
      episode: row.optionalInteger(3).map {
        EpisodeNumber(season: Int(row.integer(2)), number: Int($0))
      },
      name: row.text(4),
      runningSeconds: row.optionalInteger(5).map(Int.init),
      addedAt: Instant(millisecondsSince1970: row.integer(6)))
  }

  static func bind(_ asset: Asset, to statement: borrowing PreparedStatement) {
    statement.bind(1, asset.id.rawValue)
    statement.bind(2, asset.title.rawValue)
    statement.bind(3, asset.episode?.season)
    statement.bind(4, asset.episode?.number)
    statement.bind(5, asset.name)
    statement.bind(6, asset.runningSeconds)
    statement.bind(7, asset.addedAt.millisecondsSince1970)
  }
}
