import PickModel

/// Keeps what the catalogue's titles are found by, for one version of the catalogue.
actor SearchCache {
  private let store: any CatalogStore

  init(store: any CatalogStore) { self.store = store }
}
