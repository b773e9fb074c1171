public import PickModel

extension Engine {
  /// How many similar titles a title's page shows.
  static let similarCount = 12

  /// One title, as one viewer sees it; `nil` when there is no such title.
  public func title(
    _ id: Title.ID, of viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> TitlePage? {
    let inputs = try await inputs(for: viewer, slots: [.all], at: pageTime(now))
    guard let title = inputs.ground.catalog[id],
      let details = try await stores.catalog.details(of: id)
    else { return nil }
    let choices = try inputs.choices.get()
    let context = PageContext(inputs, choices: choices)
    let builder = TitlePageBuilder(title: title, details: details, viewer: context.viewer)
    let similar = context.alike(title, Self.similarCount) {
      $0.id != id && context.eligibility.mayShow($0)
    }
    return builder.page(
      similar: try await cards(
        similar.map { context.place($0, .similar(to: title.reference)) }, in: context.catalog),
      reason: context.reason(for: title))
  }
}

extension PageContext {
  /// What resembles a title: by the model where it knows the title, else by genre.
  func alike(_ title: Title, _ count: Int, where passes: (Title) -> Bool) -> [Title] {
    let known = taste?.alike(title.id, count, where: passes) ?? []
    return known.isEmpty
      ? GenreLikeness(catalog, popularity: popularity).alike(title, count, where: passes) : known
  }

  /// Why a title would be recommended; `nil` when it would not.
  func reason(for title: Title) -> Reason? {
    guard eligibility.mayRecommend(title), viewer.isKnown else { return nil }
    return taste?.reason(for: title)
  }
}
