public import PickModel

/// What viewers, titles and assets are called outside: for whoever prints recommendations.
public protocol NameStore: Sendable {
  /// The number of each viewer's account.
  func accountNumbers() async throws(StoreError) -> [Viewer.ID: String]
  /// How the imported files name each title: `clean_asset_nm`, `movieId`.
  func importedKeys() async throws(StoreError) -> [Title.ID: String]
  /// Further names of assets beside the first one, ascending; assets with a single name are absent.
  func aliases() async throws(StoreError) -> [Asset.ID: [String]]
}
