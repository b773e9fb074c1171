import GRDB
import PickModel

/// Adds assets and names that are not there yet; an asset that is there gains names only.
struct AssetWriter: ~Copyable {
  private let asset: PreparedStatement
  private let name: PreparedStatement

  init(_ db: Database) throws {
    let asset = try PreparedStatement(
      db,
      """
      INSERT INTO asset (\(AssetRow.columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT (id) DO NOTHING
      """)
    let name = try PreparedStatement(
      db, "INSERT INTO asset_name (name, asset) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING")
    self.asset = asset
    self.name = name
  }

  /// Adds one asset; returns how many names were new.
  func insert(_ imported: ImportedAsset) throws -> Int {
    AssetRow.bind(imported.asset, to: asset)
    try asset.run()
    var newCount = 0
    for alias in imported.names {
      name.bind(1, alias)
      name.bind(2, imported.asset.id.rawValue)
      try name.run()
      newCount += name.changes
    }
    return newCount
  }
}
