public import PickModel

extension Engine {
  /// The front page of one viewer.
  ///
  /// Fails as a whole only when there is no catalogue. Long shelves come in parts: see
  /// `HomePortion`.
  public func home(of viewer: Viewer.ID, now: Instant) async throws(StoreError) -> HomePage {
    let draft = try await homeDraft(of: viewer, at: pageTime(now))
    let page = draft.page(firstAssets: await firstAssets(of: draft.unresolved, in: draft.catalog))
    return portion.cut(page) { shelf, offset in
      cursors.sign(
        ShelfPosition(shelf: shelf, offset: offset, builtFor: draft.builtFor), for: viewer)
    }
  }

  /// The cards of a shelf that follow those a cursor stands for; `nil` when this issuer did not
  /// make the cursor for this viewer and shelf.
  ///
  /// The shelf is made again for the instant of its page, so that what the viewer watched meanwhile
  /// moves no card. What was chosen meanwhile (a hidden title) can, and so can what became popular:
  /// whoever shows the cards drops those it has already.
  public func more(
    of shelf: Shelf.ID, after cursor: PageCursor, of viewer: Viewer.ID
  ) async throws(StoreError) -> ShelfPart? {
    guard let position = cursors.position(of: cursor, for: viewer), position.shelf == shelf else {
      return nil
    }
    let home = try await homeDraft(of: viewer, at: position.builtFor)
    let draft = (home.hero + home.shelves).first { $0.kind.shelfID == shelf }
    let following = try draft?.placements.get().dropFirst(position.offset) ?? []
    return ShelfPart(cards: try await cards(Array(following), in: home.catalog), next: nil)
  }

  /// One shelf of the front page; without cards when it has nothing to show any more.
  public func shelf(
    _ kind: Shelf.Kind, of viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Shelf {
    let home = try await homeDraft(of: viewer, at: pageTime(now))
    let draft = (home.hero + home.shelves).first { $0.kind.shelfID == kind.shelfID }
    guard let draft else { return Shelf(kind: kind, cards: []) }
    return Shelf(kind: draft.kind, cards: try await cards(draft.placements.get(), in: home.catalog))
  }

  /// The shelf of that name on the front page; `nil` when it is not on it any more.
  public func shelf(
    named name: Shelf.ID, of viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Shelf? {
    let home = try await homeDraft(of: viewer, at: pageTime(now))
    let draft = (home.hero + home.shelves).first { $0.kind.shelfID == name }
    guard let draft else { return nil }
    return Shelf(kind: draft.kind, cards: try await cards(draft.placements.get(), in: home.catalog))
  }

  private func homeDraft(
    of viewer: Viewer.ID, at instant: Instant
  ) async throws(StoreError) -> HomeDraft {
    let slots = [.all] + HeroTab.allCases.map { $0.slot(at: instant) }
    return HomeBuilder.draft(try await inputs(for: viewer, slots: slots, at: instant))
  }
}
