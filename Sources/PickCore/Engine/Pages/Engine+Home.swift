public import PickModel

extension Engine {
  /// The front page of one viewer.
  ///
  /// Fails as a whole only when there is no catalogue.
  public func home(of viewer: Viewer.ID, now: Instant) async throws(StoreError) -> HomePage {
    let draft = try await homeDraft(of: viewer, now: now)
    return draft.page(firstAssets: await firstAssets(of: draft.unresolved))
  }

  /// One shelf of the front page; without cards when it has nothing to show any more.
  public func shelf(
    _ kind: Shelf.Kind, of viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Shelf {
    let home = try await homeDraft(of: viewer, now: now)
    let draft = (home.hero + home.shelves).first { $0.kind.shelfID == kind.shelfID }
    guard let draft else { return Shelf(kind: kind, cards: []) }
    return Shelf(kind: draft.kind, cards: try await cards(draft.placements.get()))
  }

  private func homeDraft(of viewer: Viewer.ID, now: Instant) async throws(StoreError) -> HomeDraft {
    let instant = pageTime(now)
    let slots = [.all] + HeroTab.allCases.map { $0.slot(at: instant) }
    return HomeBuilder.draft(try await inputs(for: viewer, slots: slots, at: instant))
  }
}
