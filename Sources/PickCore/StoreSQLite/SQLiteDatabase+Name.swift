import GRDB
public import PickModel

extension SQLiteDatabase: NameStore {
  /// One pass over the accounts.
  public func accountNumbers() async throws(StoreError) -> [Viewer.ID: String] {
    try await read { db in
      let row = try PreparedStatement(db, "SELECT viewer, number FROM account")
      var numbers: [Viewer.ID: String] = [:]
      while try row.step() { numbers[Viewer.ID(row.integer(0))] = row.text(1) }
      return numbers
    }
  }

  /// One pass over the texts.
  public func importedKeys() async throws(StoreError) -> [Title.ID: String] {
    try await read { db in
      let row = try PreparedStatement(db, "SELECT title, imported_key FROM title_text")
      var keys: [Title.ID: String] = [:]
      while try row.step() { keys[Title.ID(row.integer(0))] = row.text(1) }
      return keys
    }
  }

  /// One pass over the names.
  public func aliases() async throws(StoreError) -> [Asset.ID: [String]] {
    try await read { db in
      let row = try PreparedStatement(
        db,
        """
        SELECT asset.id, asset_name.name FROM asset_name
        JOIN asset ON asset.id = asset_name.asset AND asset.name <> asset_name.name
        ORDER BY asset_name.name
        """)
      var aliases: [Asset.ID: [String]] = [:]
      while try row.step() { aliases[Asset.ID(row.integer(0)), default: []].append(row.text(1)) }
      return aliases
    }
  }
}
