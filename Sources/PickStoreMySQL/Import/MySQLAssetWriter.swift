import PickCore
import PickModel

/// Adds assets and names that are not there yet; an asset that is there gains names only.
enum MySQLAssetWriter {
  private static let assets = BulkInsert(into: "asset", MySQLAssetRow.names, keeping: "id")
  private static let names = BulkInsert(into: "asset_name", ["name", "asset"], keeping: "name")

  /// Returns how many names were new.
  static func store(_ imported: [ImportedAsset], _ db: MySQLConnection) throws -> Int {
    try assets.run(db, imported.map { MySQLAssetRow.values($0.asset) })
    return try names.run(
      db,
      imported.flatMap { asset in
        asset.names.map { [$0.sqlValue, asset.asset.id.sqlValue] }
      })
  }
}

/// Adds accounts that are not there yet, without a password, and their viewers.
enum MySQLAccountWriter {
  private static let viewers = BulkInsert(into: "viewer", ["id"], keeping: "id")
  private static let accounts = BulkInsert(into: "account", ["id", "number", "viewer"])

  /// Returns how many were new; an unknown account with a known number is a `constraint`.
  static func store(_ imported: [Account], _ db: MySQLConnection) throws -> Int {
    try viewers.run(db, imported.map { [$0.viewer.sqlValue] })
    var known: Set<Int64> = []
    try KeyList.query(db, "SELECT id FROM account WHERE id IN", imported.map(\.id.rawValue)) {
      known.insert($0.integer(0))
    }
    let new = imported.filter { known.insert($0.id.rawValue).inserted }
    return try accounts.run(
      db, new.map { [$0.id.sqlValue, $0.number.sqlValue, $0.viewer.sqlValue] })
  }
}
