public import PickModel

/// Takes in a whole batch or nothing.
public protocol ImportStore: Sendable {
  /// Whether the database is a demo world, into which nothing may be imported.
  func isDemo() async throws(StoreError) -> Bool
  /// Lets running programs read the catalogue anew: what belongs to it changed beside the database.
  func touchCatalog() async throws(StoreError)
  /// Stores what is not there yet, in one transaction, and counts it.
  ///
  /// Popularity cells are kept in step. `progress` is called with rows done and rows in all, about
  /// a hundred times. `facts` are stored after the batch, which they refer to.
  func store(
    _ batch: ImportBatch, with facts: (any ImportedFacts)?,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws(StoreError) -> ImportCount
}

extension ImportStore {
  /// Stores a batch that holds everything.
  public func store(
    _ batch: ImportBatch, progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws(StoreError) -> ImportCount {
    try await store(batch, with: nil, progress: progress)
  }
}

/// What viewers did, where it is too much for memory: it is handed over a portion at a time, as
/// often as it is asked for.
public protocol ImportedFacts: Sendable {
  /// How many watch events there are; one that is there twice may count twice.
  var eventCount: Int { get }
  /// How many opened detail pages there are, in the same way.
  var detailViewCount: Int { get }
  /// Hands over the watch events, each once, viewer by viewer with ascending identities.
  func forEachEventPortion(_ body: ([WatchEvent]) throws -> Void) throws
  /// Hands over the opened detail pages in the same order, each once.
  func forEachDetailViewPortion(_ body: ([DetailView]) throws -> Void) throws
}

/// Rows of an outside format, read, checked and named, ready to be stored.
public struct ImportBatch: Equatable, Sendable {
  /// Titles with their texts.
  public var titles: [ImportedTitle]
  /// Assets; several names may lead to one asset.
  public var assets: [ImportedAsset]
  /// Viewers with their accounts (no password).
  public var accounts: [Account]
  /// What they watched.
  public var events: [WatchEvent]
  /// Detail pages they opened.
  public var detailViews: [DetailView]

  /// A batch of rows.
  public init(
    titles: [ImportedTitle] = [], assets: [ImportedAsset] = [], accounts: [Account] = [],
    events: [WatchEvent] = [], detailViews: [DetailView] = []
  ) {
    self.titles = titles
    self.assets = assets
    self.accounts = accounts
    self.events = events
    self.detailViews = detailViews
  }

  /// Rows of all kinds.
  package var rowCount: Int {
    titles.count + assets.count + accounts.count + events.count + detailViews.count
  }
}

/// A title of an outside format.
public struct ImportedTitle: Equatable, Sendable {
  /// What the key of a film adds to its name when a series has the same one.
  public static let filmMark = " (영화)"

  /// The title.
  public let title: Title
  /// How the format names it: `clean_asset_nm`, `movieId`.
  public let key: String
  /// What happens in it; empty when unknown.
  public let synopsis: LocalizedText
  /// Who plays in it.
  public let cast: [String]
  /// What the format knows of it besides.
  public let notes: TitleNotes

  /// A title of an outside format.
  public init(
    title: Title, key: String, synopsis: LocalizedText, cast: [String],
    notes: TitleNotes = .none
  ) {
    self.title = title
    self.key = key
    self.synopsis = synopsis
    self.cast = cast
    self.notes = notes
  }
}

/// An asset of an outside format.
public struct ImportedAsset: Equatable, Sendable {
  /// The asset, under its first name.
  public let asset: Asset
  /// Every name that leads to it, the first one first; names are unique in a database.
  public let names: [String]

  /// An asset of an outside format.
  public init(asset: Asset, names: [String]) {
    self.asset = asset
    self.names = names
  }
}

/// Rows newly stored.
public struct ImportCount: Equatable, Sendable, Codable {
  /// Titles.
  public var titles: Int
  /// Asset names: a second name of an episode counts as it is a row of its file.
  public var assets: Int
  /// Viewers.
  public var viewers: Int
  /// Watch events and detail views.
  public var events: Int

  /// Counts of rows.
  public init(titles: Int = 0, assets: Int = 0, viewers: Int = 0, events: Int = 0) {
    self.titles = titles
    self.assets = assets
    self.viewers = viewers
    self.events = events
  }
}
