public import PickModel

extension Engine {
  /// One category, as one viewer sees it.
  public func category(
    _ category: Category, of viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> CategoryPage {
    let inputs = try await inputs(for: viewer, slots: [.all], at: pageTime(now))
    let context = PageContext(inputs, choices: try inputs.choices.get())
    let drafts = CategoryBuilder.shelves(of: category, in: context)
    let first = await firstAssets(
      of: Set(drafts.flatMap(\.unresolved)), in: inputs.ground.catalog)
    return CategoryPage(
      category: category, shelves: drafts.map { $0.result(firstAssets: first) })
  }
}
