import PickCore
public import PickModel

extension EmbeddedService {
  /// The front page.
  ///
  /// What can wait until somebody has seen it is begun after the first one.
  public func home() async throws(ServiceError) -> HomePage {
    try await guarded { (grant, now) throws(StoreError) in
      let page = try await engine.home(of: grant.viewer, now: now)
      if chores.isFirstPage(of: grant.viewer) {
        Task(priority: .utility) { await doChores(for: grant.viewer) }
      }
      return page
    }
  }

  /// Keeps abandoned playbacks (a home already shows them) and readies the first search.
  private func doChores(for viewer: Viewer.ID) async {
    await settleAbandoned(of: viewer)
    do {
      try await engine.prepareSearch()
    } catch {
      _ = report(error)
    }
  }

  /// One shelf of the front page.
  public func shelf(_ kind: Shelf.Kind) async throws(ServiceError) -> Shelf {
    try await guarded { (grant, now) throws(StoreError) in
      try await engine.shelf(kind, of: grant.viewer, now: now)
    }
  }

  /// The cards of a shelf that follow those it came with.
  public func more(of shelf: Shelf.ID, after cursor: PageCursor) async throws(ServiceError)
    -> ShelfPart
  {
    try await guardedFinding { (grant, _) throws(StoreError) in
      try await engine.more(of: shelf, after: cursor, of: grant.viewer)
    }
  }

  /// None: the page itself is here as soon as a kept one would be.
  public func lastHome() async -> HomePage? { nil }

  /// One category.
  public func category(_ category: Category) async throws(ServiceError) -> CategoryPage {
    try await guarded { (grant, now) throws(StoreError) in
      try await engine.category(category, of: grant.viewer, now: now)
    }
  }

  /// Titles that match, best first.
  public func search(_ query: String, limit: Int) async throws(ServiceError) -> SearchResults {
    try await guarded { (grant, now) throws(StoreError) in
      try await engine.search(query, limit: limit, for: grant.viewer, now: now)
    }
  }

  /// One title.
  public func title(_ id: Title.ID) async throws(ServiceError) -> TitlePage {
    try await guardedFinding { (grant, now) throws(StoreError) in
      try await engine.title(id, of: grant.viewer, now: now)
    }
  }

  /// How the score of a title is made up.
  public func explain(_ id: Title.ID) async throws(ServiceError) -> Explanation {
    try await guardedFinding { (grant, now) throws(StoreError) in
      try await engine.explain(id, to: grant.viewer, now: now)
    }
  }

  /// The viewer's own page.
  public func myPage() async throws(ServiceError) -> MyPage {
    try await guardedFinding { (grant, now) throws(StoreError) in
      guard let account = try await accounts.account(of: grant.viewer) else { return nil }
      let own = try await engine.ownPage(of: grant.viewer, now: now)
      return MyPage(
        number: account.account.number, history: own.history, myList: own.myList,
        taste: own.taste, devices: try await sessions.devices(of: grant, at: now),
        stored: own.stored)
    }
  }
}
