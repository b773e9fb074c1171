public import PickModel

/// Everything that may be offered.
public protocol CatalogStore: Sendable {
  /// Grows with every change of the catalogue; a snapshot of an older version is stale.
  func catalogVersion() async throws(StoreError) -> Int64
  /// All titles, by ascending identifier; synopsis and cast stay in the store.
  func titles() async throws(StoreError) -> [Title]
  /// What a detail page needs of one title; `nil` when there is no such title.
  func details(of title: Title.ID) async throws(StoreError) -> TitleDetails?
  /// Texts of all titles, by ascending identifier: for the search index and the content model.
  func titleTexts() async throws(StoreError) -> [TitleText]
  /// The assets of some titles, each title's in watching order.
  func assets(of titles: [Title.ID]) async throws(StoreError) -> [Asset]
  /// All assets of every title that one of `assets` belongs to, each title's in watching order:
  /// what a viewer's history is read with.
  func assets(ofTitlesWith assets: [Asset.ID]) async throws(StoreError) -> [Asset]
  /// The first part of each title that has one, as `TitleParts` has it; never an extra beside a part. by ascending title.
  func firstAssets(of titles: [Title.ID]) async throws(StoreError) -> [Asset]
  /// One asset; `nil` when there is none.
  func asset(_ id: Asset.ID) async throws(StoreError) -> Asset?
  /// Numbered episodes that came into the catalogue in `[start, end)`, of series only.
  func episodes(addedFrom start: Instant, until end: Instant) async throws(StoreError) -> [Asset]
  /// A title named by its identifier's digits, its imported key or, failing both, its exact name.
  func title(named name: String) async throws(StoreError) -> Title?
}

extension CatalogStore {
  /// Asks asset by asset; a store that can do it in one read does.
  public func assets(ofTitlesWith assets: [Asset.ID]) async throws(StoreError) -> [Asset] {
    var titles: Set<Title.ID> = []
    for id in assets {
      if let asset = try await asset(id) { titles.insert(asset.title) }
    }
    return try await self.assets(of: titles.sorted())
  }

  /// Picks from all assets; a store that can read the first ones only does.
  public func firstAssets(of titles: [Title.ID]) async throws(StoreError) -> [Asset] {
    Dictionary(grouping: try await assets(of: titles), by: \.title).values
      .compactMap { TitleParts($0).main.first }.sorted { $0.title < $1.title }
  }
}

/// Synopsis, cast and parts of one title.
public struct TitleDetails: Equatable, Sendable {
  /// What happens in it; empty when unknown.
  public let synopsis: LocalizedText
  /// Who plays in it, the leading ones first.
  public let cast: [String]
  /// Its assets in watching order: numbered ones first, the others by name.
  public let assets: [Asset]
  /// Further names by asset; assets with a single name are absent.
  public let aliases: [Asset.ID: [String]]

  /// Details as they are stored.
  public init(
    synopsis: LocalizedText, cast: [String], assets: [Asset], aliases: [Asset.ID: [String]]
  ) {
    self.synopsis = synopsis
    self.cast = cast
    self.assets = assets
    self.aliases = aliases
  }
}

/// The words of one title.
public struct TitleText: Equatable, Sendable {
  /// The title.
  public let id: Title.ID
  /// What happens in it.
  public let synopsis: LocalizedText
  /// Who plays in it.
  public let cast: [String]

  /// Words as they are stored.
  public init(id: Title.ID, synopsis: LocalizedText, cast: [String]) {
    self.id = id
    self.synopsis = synopsis
    self.cast = cast
  }
}
