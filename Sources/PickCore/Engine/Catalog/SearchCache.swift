import PickModel

/// Keeps the search index of one version of the catalogue; built when first needed or asked for.
actor SearchCache {
  private let store: any CatalogStore

  init(store: any CatalogStore) { self.store = store }
}
