public import PickModel

/// What Pick does, without a screen or a socket: pages are read and facts recorded here.
///
/// Whoever calls has made sure who the viewer is. Pages are decided by pure builders from values
/// that are read here; a title that is not there is `nil`, everything else that goes wrong is a
/// `StoreError`.
public struct Engine: Sendable {
  /// The stores an engine works on.
  public struct Stores: Sendable {
    let catalog: any CatalogStore
    let watches: any WatchStore
    let choices: any ChoiceStore

    /// Three views of one database.
    public init(
      catalog: any CatalogStore, watches: any WatchStore, choices: any ChoiceStore
    ) {
      self.catalog = catalog
      self.watches = watches
      self.choices = choices
    }
  }

  /// The instant pages speak of when it is not now: a demo world as it was then.
  public let contentTime: Instant?
  /// When a part is begun and finished.
  public let watching: WatchingRule
  let stores: Stores
  let catalogs = SharedLoad<Int64, CatalogSnapshot, StoreError>()
  let parts: FirstAssetCache
  let popularity: PopularityReader
  let grounds: GroundCache
  let indexes = SharedLoad<Int64, SearchIndex, StoreError>()
  let models: ModelSlot
  let portion: HomePortion
  let cursors: CursorSigner

  /// An engine on some stores.
  ///
  /// - Parameters:
  ///   - stores: the database.
  ///   - models: where models are published; without one, pages are made of popularity and history.
  ///   - contentTime: the instant pages speak of, where it is not now.
  ///   - portion: how much of a front page comes at once.
  ///   - cursors: signs where it goes on.
  ///   - popularityMayBeBehindSeconds: how long pages share one reading of what is popular.
  ///   - watching: when a part is begun and finished.
  public init(
    stores: Stores, models: ModelDirectory? = nil, contentTime: Instant? = nil,
    portion: HomePortion = .whole, cursors: CursorSigner = .ephemeral(),
    popularityMayBeBehindSeconds: Int64 = 0, watching: WatchingRule = .standard
  ) {
    self.stores = stores
    self.watching = watching
    self.contentTime = contentTime
    parts = FirstAssetCache(store: stores.catalog)
    popularity = PopularityReader(stores, at: contentTime)
    grounds = GroundCache(popularity, freshSeconds: popularityMayBeBehindSeconds)
    self.models = ModelSlot(models)
    self.portion = portion
    self.cursors = cursors
  }

  /// The instant a page speaks of that is asked for at `now`.
  func pageTime(_ now: Instant) -> Instant { contentTime ?? now }
}
