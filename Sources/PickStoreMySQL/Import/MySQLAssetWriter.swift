import PickCore
import PickModel

/// Adds assets and names that are not there yet; an asset that is there gains names only.
enum MySQLAssetWriter {
  private static let assets = BulkInsert(into: "asset", MySQLAssetRow.names, keeping: "id")
  private static let names = BulkInsert(into: "asset_name", ["name", "asset"], keeping: "name")

  /// Returns how many names were new.
  static func store(_ imported: [ImportedAsset], _ db: MySQLConnection) throws -> Int {
    let new = try unknown(imported, "SELECT id FROM asset WHERE id IN", db) { $0.asset.id.rawValue }
    try assets.run(db, new.map { MySQLAssetRow.values($0.asset) })
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
    let strangers = try unknown(imported, "SELECT id FROM viewer WHERE id IN", db) {
      $0.viewer.rawValue
    }
    try viewers.run(db, strangers.map { [$0.viewer.sqlValue] })
    let new = try unknown(imported, "SELECT id FROM account WHERE id IN", db) { $0.id.rawValue }
    return try accounts.run(
      db, new.map { [$0.id.sqlValue, $0.number.sqlValue, $0.viewer.sqlValue] })
  }
}

/// What is not stored yet, each key once.
///
/// Asked for first, although inserting would leave stored rows as they are: it would lock them until
/// the import is done, and with them everybody who signs in or watches.
private func unknown<Row>(
  _ imported: [Row], _ query: String, _ db: MySQLConnection, key: (Row) -> Int64
) throws -> [Row] {
  var known: Set<Int64> = []
  try KeyList.query(db, query, imported.map(key)) { known.insert($0.integer(0)) }
  return imported.filter { known.insert(key($0)).inserted }
}
