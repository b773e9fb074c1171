import PickAPI
import PickCore
public import PickModel

extension RemoteService {
  /// The front page.
  public func home() async throws(ServiceError) -> HomePage {
    let payload: HomePayload = try await page(.home, Endpoint.home.target())
    lastRecommendation.set(payload.recommendationID)
    return payload.page
  }

  /// One shelf of the front page.
  public func shelf(_ kind: Shelf.Kind) async throws(ServiceError) -> Shelf {
    let result: ShelfResult
    do {
      result = try await page(.shelf, Endpoint.shelf.target(kind.shelfID.rawValue))
    } catch {
      // A shelf that has nothing to show any more is not there by its name.
      guard error == .notFound else { throw error }
      return Shelf(kind: kind, cards: [])
    }
    guard case .loaded(let shelf) = result else { throw .unreachable }
    return shelf
  }

  /// The cards of a shelf that follow those it came with.
  public func more(of shelf: Shelf.ID, after cursor: PageCursor) async throws(ServiceError)
    -> ShelfPart
  {
    let target = Endpoint.shelfCards.target(shelf.rawValue, query: [("after", cursor.text)])
    return try await answer(.shelfCards, target)
  }

  /// The front page kept for the account that is signed in; sends no request.
  public func lastHome() async -> HomePage? {
    guard let account = await session.account,
      let payload: HomePayload = kept(Endpoint.home.target(), of: account.viewer)
    else { return nil }
    return payload.page
  }

  /// One category.
  public func category(_ category: Category) async throws(ServiceError) -> CategoryPage {
    try await page(.category, Endpoint.category.target(category.wireName))
  }

  /// Titles that match, best first; while the server is away, among those that were seen.
  public func search(_ query: String, limit: Int) async throws(ServiceError) -> SearchResults {
    // Longer than any name: nothing matches, and the server would not read it.
    guard query.unicodeScalars.count <= WireLimits.queryLength else {
      _ = try await authorize()
      return SearchResults(query: query, totalCount: 0, cards: [])
    }
    if caller.isOffline, !caller.mayTry() { return try await searchKept(query, limit: limit) }
    let limit = min(max(1, limit), WireLimits.searchCount)
    let target = Endpoint.search.target(query: [("query", query), ("limit", String(limit))])
    do {
      return try await answer(.search, target)
    } catch {
      guard error == .unreachable else { throw error }
      return try await searchKept(query, limit: limit)
    }
  }

  /// One title.
  public func title(_ id: Title.ID) async throws(ServiceError) -> TitlePage {
    try await page(.title, Endpoint.title.target(id.description))
  }

  /// The viewer's own page.
  public func myPage() async throws(ServiceError) -> MyPage {
    try await page(.myPage, Endpoint.myPage.target())
  }

  /// How the score of a title is made up.
  public func explain(_ id: Title.ID) async throws(ServiceError) -> Explanation {
    try await page(.explanation, Endpoint.explanation.target(id.description))
  }

  private func searchKept(_ query: String, limit: Int) async throws(ServiceError)
    -> SearchResults
  {
    let viewer = try await accountWhileOffline().viewer
    guard let cache = places.cache else { throw .unreachable }
    return KeptCards(cache.pages(of: viewer)).search(query, limit: limit)
  }
}
