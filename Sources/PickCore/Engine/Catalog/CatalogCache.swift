/// Keeps the newest snapshot of the catalogue and replaces it whole when the catalogue changed.
actor CatalogCache {
  private let store: any CatalogStore
  private var current: CatalogSnapshot?
  private var loading: (version: Int64, task: Task<Result<CatalogSnapshot, StoreError>, Never>)?

  init(store: any CatalogStore) { self.store = store }

  /// The catalogue as it is now; callers that ask at the same time share one load.
  func snapshot() async throws(StoreError) -> CatalogSnapshot {
    let version = try await store.catalogVersion()
    if let current, current.version == version { return current }
    let loaded = try await load(version).value.get()
    // A slower load of an older version must not replace a newer one.
    if (current?.version ?? .min) <= loaded.version { current = loaded }
    loading = nil
    return loaded
  }

  private func load(_ version: Int64) -> Task<Result<CatalogSnapshot, StoreError>, Never> {
    if let loading, loading.version == version { return loading.task }
    let task = Task { [store] in
      await Result.capturing { () async throws(StoreError) in
        CatalogSnapshot(version: version, titles: try await store.titles())
      }
    }
    loading = (version, task)
    return task
  }
}
