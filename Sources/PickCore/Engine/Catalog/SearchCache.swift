import PickModel

/// Keeps the search index of one version of the catalogue.
///
/// It is built when first needed, or ahead of that once the first page is out; callers that ask at
/// the same time share one build.
actor SearchCache {
  private let stores: Engine.Stores
  private var current: (version: Int64, index: SearchIndex)?
  private var building: (version: Int64, task: Task<Result<SearchIndex, StoreError>, Never>)?

  init(_ stores: Engine.Stores) { self.stores = stores }

  /// What the titles of `catalog` are found by.
  func index(of catalog: CatalogSnapshot) async throws(StoreError) -> SearchIndex {
    if let current, current.version == catalog.version { return current.index }
    let index = try await build(catalog).value.get()
    if (current?.version ?? .min) <= catalog.version { current = (catalog.version, index) }
    if building?.version == catalog.version { building = nil }
    return index
  }

  private func build(
    _ catalog: CatalogSnapshot
  ) -> Task<Result<SearchIndex, StoreError>, Never> {
    if let building, building.version == catalog.version { return building.task }
    let task = Task { [stores] in
      await Result.capturing { () async throws(StoreError) in
        let texts = try await stores.catalog.titleTexts()
        let popular = try await stores.watches.popularTitles(
          in: .all, count: catalog.titles.count)
        return SearchIndex.build(
          from: catalog.titles, texts: texts, popularity: popular.map(\.title))
      }
    }
    building = (catalog.version, task)
    return task
  }
}
