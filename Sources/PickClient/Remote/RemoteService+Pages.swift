import PickAPI
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
      // The server answers 404 for a shelf that has no cards left.
      guard error == .notFound else { throw error }
      return Shelf(kind: kind, cards: [])
    }
    guard case .loaded(let shelf) = result else { throw .unreachable }
    return shelf
  }

  /// The cards of a shelf that follow those before `cursor`.
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

  /// Titles that match and pass a filter; while the server does not answer, those on kept pages.
  public func search(
    _ query: String, filter: TitleFilter, from offset: Int, limit: Int
  ) async throws(ServiceError) -> SearchResults {
    // The query is longer than any name, so nothing matches, and the server would refuse it.
    guard query.unicodeScalars.count <= WireLimits.queryLength else {
      _ = try await authorize()
      return SearchResults(query: query, totalCount: 0, cards: [])
    }
    let offset = min(max(0, offset), WireLimits.searchOffset)
    let limit = min(max(1, limit), WireLimits.searchCount)
    func keptResults() async throws(ServiceError) -> SearchResults {
      try await searchKept(query, filter, offset, limit)
    }
    if caller.isOffline, !caller.mayTry() { return try await keptResults() }
    let place = offset > 0 ? [("offset", String(offset))] : []
    let target = Endpoint.search.target(
      query: [("query", query), ("limit", String(limit))] + place + filter.queryParameters)
    do {
      return try await answer(.search, target)
    } catch {
      guard error == .unreachable else { throw error }
      return try await keptResults()
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

  /// The picture of a title, from this device where it was seen before.
  ///
  /// A version never changes, so a kept picture is not asked about again.
  public func picture(
    _ picture: TitlePicture, width: PictureWidth
  ) async throws(ServiceError) -> [UInt8] {
    let target = Endpoint.picture.target(
      picture.title.description,
      query: [("width", "\(width.rawValue)"), ("version", picture.picture.description)])
    let viewer = try await authorize()
    if let kept = places.pictures?.page(target, of: viewer) { return kept.body }
    if caller.isOffline { throw .unreachable }
    return try await guarded { (grant, access) throws(ServiceError) in
      var request = HTTPRequest(.picture, target, access: access)
      request.headers["accept"] = "\(OpenAPIDocument.pictureType), \(Problem.mediaType)"
      request.maximumBody = WireLimits.pictureBytes
      let body = try await caller.repeatable(request).body
      places.pictures?.keep(KeptPage(target: target, etag: "", body: body), of: grant.viewer)
      // As with pages: signing out meanwhile erased the cache before this picture was kept.
      if await session.account?.viewer != grant.viewer { places.erase() }
      return body
    }
  }

  private func searchKept(
    _ query: String, _ filter: TitleFilter, _ offset: Int, _ limit: Int
  ) async throws(ServiceError) -> SearchResults {
    let viewer = try await accountWhileOffline().viewer
    guard let cache = places.cache else { throw .unreachable }
    return KeptCards(cache.pages(of: viewer)).search(query, filter, from: offset, limit: limit)
  }
}

extension RemoteService {
  /// A page: the kept one when the server has no newer one or does not answer, else the server's.
  private func page<Payload: WirePayload>(
    _ endpoint: Endpoint, _ target: String
  ) async throws(ServiceError) -> Payload {
    if caller.isOffline, let payload: Payload = try await keptWhileOffline(target) {
      // The kept page is returned at once; the new one is fetched meanwhile, for the next call.
      if caller.mayTry() { Task { try? await fetch(endpoint, target) as Payload } }
      return payload
    }
    do {
      return try await fetch(endpoint, target)
    } catch {
      guard error == .unreachable, let payload: Payload = try await keptWhileOffline(target)
      else { throw error }
      return payload
    }
  }

  /// An answer that is not kept.
  private func answer<Payload: WirePayload>(
    _ endpoint: Endpoint, _ target: String
  ) async throws(ServiceError) -> Payload {
    let response = try await guarded { (_, access) throws(ServiceError) in
      try await caller.repeatable(HTTPRequest(endpoint, target, access: access))
    }
    return try read(response.body)
  }

  /// The page that is kept under `target`, if it can be read.
  private func kept<Payload: WirePayload>(_ target: String, of viewer: Viewer.ID) -> Payload? {
    guard let page = places.cache?.page(target, of: viewer) else { return nil }
    return try? WireJSON.decode(Payload.self, from: page.body)
  }

  private func keptWhileOffline<Payload: WirePayload>(_ target: String) async throws(ServiceError)
    -> Payload?
  {
    kept(target, of: try await accountWhileOffline().viewer)
  }

  private func fetch<Payload: WirePayload>(
    _ endpoint: Endpoint, _ target: String
  ) async throws(ServiceError) -> Payload {
    try await guarded { (grant, access) throws(ServiceError) in
      let kept = places.cache?.page(target, of: grant.viewer)
      var request = HTTPRequest(endpoint, target, access: access)
      if let kept, !kept.etag.isEmpty { request.headers.add("if-none-match", kept.etag) }
      var response = try await caller.repeatable(request)
      if response.status == 304, let kept {
        if let payload: Payload = try? read(kept.body) { return payload }
        // Another version of the program kept the page: ask as if it were not kept.
        places.cache?.forget(target, of: grant.viewer)
        request.headers["if-none-match"] = nil
        response = try await caller.repeatable(request)
      }
      let payload: Payload = try read(response.body)
      places.cache?.keep(
        KeptPage(target: target, etag: response.headers["etag"] ?? "", body: response.body),
        of: grant.viewer)
      // Signing out meanwhile erased the cache before this page was kept.
      if await session.account?.viewer != grant.viewer { places.erase() }
      return payload
    }
  }
}
