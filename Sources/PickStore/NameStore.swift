public import PickModel

/// The outside names of viewers, titles and assets, as printed lists of recommendations need them.
public protocol NameStore: Sendable {
  /// The number of each viewer's account.
  func accountNumbers() async throws(StoreError) -> [Viewer.ID: String]
  /// How the imported files name each title: `clean_asset_nm`, `movieId`.
  func importedKeys() async throws(StoreError) -> [Title.ID: String]
  /// Further names of assets beside the first one, ascending; assets with a single name are absent.
  func aliases() async throws(StoreError) -> [Asset.ID: [String]]
}

// MARK: - In SQL

extension SQLDatabase {
  /// One pass over the accounts.
  public func accountNumbers() async throws(StoreError) -> [Viewer.ID: String] {
    try await read { db in
      var numbers: [Viewer.ID: String] = [:]
      try db.forEach("SELECT viewer, number FROM account") {
        numbers[$0.identifier(0)] = $0.text(1)
      }
      return numbers
    }
  }

  /// One pass over the texts.
  public func importedKeys() async throws(StoreError) -> [Title.ID: String] {
    try await read { db in
      var keys: [Title.ID: String] = [:]
      try db.forEach("SELECT title, imported_key FROM title_text") {
        keys[$0.identifier(0)] = $0.text(1)
      }
      return keys
    }
  }

  /// One pass over the names.
  public func aliases() async throws(StoreError) -> [Asset.ID: [String]] {
    try await read { db in
      var aliases: [Asset.ID: [String]] = [:]
      try db.forEach(
        """
        SELECT asset.id, asset_name.name FROM asset_name
        JOIN asset ON asset.id = asset_name.asset AND asset.name <> asset_name.name
        ORDER BY asset_name.name
        """
      ) { aliases[$0.identifier(0), default: []].append($0.text(1)) }
      return aliases
    }
  }
}
