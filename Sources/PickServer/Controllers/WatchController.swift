import Hummingbird
import PickAPI
import PickCore
import PickModel

/// What a viewer watched and saw; every fact has its own identity, so repeating it is safe.
struct WatchController: Sendable {
  let engine: Engine
  let pages: Pages
  let counters: ServerCounters
  let quotas: FactQuotas
  /// The genres of one version of the catalogue, as bytes: names from outside are compared to them.
  private let genres = SharedLoad<Int64, Set<[UInt8]>, Never>()

  init(engine: Engine, pages: Pages, counters: ServerCounters, quotas: FactQuotas) {
    self.engine = engine
    self.pages = pages
    self.counters = counters
    self.quotas = quotas
  }

  func add(to routes: inout RouteTable) {
    routes.serve(.markWatched, granted: markWatched)
    routes.serve(.unmarkWatched, granted: unmarkWatched)
    routes.serve(.savePlayback, granted: savePlayback)
    routes.serve(.recordWatchEvents, granted: watchEvents)
    routes.serve(.recordDetailViews, granted: detailViews)
    routes.serve(.recordImpressions, granted: impressions)
  }

  @Sendable private func markWatched(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try await mark(request, context, grant, by: engine.markWatched)
  }

  @Sendable private func unmarkWatched(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try await mark(request, context, grant, by: engine.unmarkWatched)
  }

  private func mark(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant,
    by says: (EventID, Asset.ID, Viewer.ID, Instant) async throws(StoreError) -> Bool
  ) async throws -> Response {
    let asked = try await request.object(context) { (object) throws(Problem) in
      MarkWatchedRequest(id: try object.event("id"), at: try object.instant("at"))
    }
    try context.refuseFuture(asked.at, "at")
    let asset: Asset.ID = try context.identifier("asset")
    defer { pages.drop(grant.viewer) }
    // Marks are few and cheap to take back: each counts, also one that is sent again.
    let isThere = try await quotas.within(
      .events, 1, of: grant.viewer, at: context.now, newCount: { $0 ? 1 : 0 }
    ) { try await says(asked.id.value, asset, grant.viewer, asked.at) }
    guard isThere else { throw Problem(.notFound) }
    return .noContent
  }

  @Sendable private func savePlayback(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let asked = try await request.object(context, PlaybackRequest.read)
    try context.refuseFuture(asked.startedAt, "started_at")
    guard let id = WireEventID(text: try context.path("event")) else { throw Problem(.notFound) }
    let event = asked.event(id: id.value, of: grant.viewer).plausible(at: context.now)
    defer { pages.drop(grant.viewer) }
    try await quotas.within(
      .checkpoints, 1, of: grant.viewer, at: context.now, newCount: { _ in 1 }
    ) {
      do throws(StoreError) {
        try await engine.save(event, now: context.now)
      } catch {
        if case .constraint = error { throw Problem(.notFound) }
        throw error
      }
    }
    return .noContent
  }

  @Sendable private func watchEvents(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let items = try await request.object(context) { (object) throws(Problem) in
      try object.list("events", WatchEventsRequest.Item.read)
    }
    let (past, future) = context.split(
      items.map { $0.event(of: grant.viewer).plausible(at: context.now) },
      at: \.startedAt)
    defer { pages.drop(grant.viewer) }
    let recorded = try await within(.events, past.count, context, grant) {
      try await engine.record(past)
    }
    return .fresh(stored(recorded, future.map(\.id)))
  }

  @Sendable private func detailViews(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let items = try await request.object(context) { (object) throws(Problem) in
      try object.list("views", DetailViewsRequest.Item.read)
    }
    let (past, future) = context.split(items.map { $0.view(of: grant.viewer) }, at: \.at)
    defer { pages.drop(grant.viewer) }
    let recorded = try await within(.detailViews, past.count, context, grant) {
      try await engine.recordKnown(past)
    }
    return .fresh(stored(recorded, future.map(\.id)))
  }

  @Sendable private func impressions(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let asked = try await request.object(context, ImpressionsRequest.read)
    let seen = asked.impressions.map {
      $0.impression(of: grant.viewer, on: asked.recommendationID)
    }
    let (past, future) = context.split(seen, at: \.at)
    let isShelf = try await knownShelves()
    let nowhere = past.filter { !isShelf($0.shelf) }
    let recorded = try await within(.impressions, past.count, context, grant) {
      try await engine.recordKnown(past.filter { isShelf($0.shelf) })
    }
    return .fresh(stored(recorded, (future + nowhere).map(\.id)))
  }

  /// A batch within the quota of its viewer; what is known already does not count again.
  private func within(
    _ kind: FactQuotas.Kind, _ count: Int, _ context: ServerContext, _ grant: AccessGrant,
    _ store: () async throws -> Engine.Recorded
  ) async throws -> Engine.Recorded {
    try await quotas.within(
      kind, count, of: grant.viewer, at: context.now, newCount: \.newCount, store)
  }

  /// Tells the shelves that there are from names that would be stored for nothing.
  private func knownShelves() async throws -> (Shelf.ID) -> Bool {
    let catalog = try await engine.catalogSnapshot()
    let known = await genres.value(for: catalog.version) {
      Set(catalog.titles.lazy.flatMap(\.genres).map { Array($0.id.utf8) })
    }
    return { shelf in shelf.isKnown { known.contains(Array($0.utf8)) } }
  }

  /// What became of a batch, counted.
  private func stored(_ recorded: Engine.Recorded, _ future: [EventID]) -> BatchAnswer {
    counters.count(.eventsStored, recorded.newCount)
    return BatchAnswer(recorded, and: future)
  }
}

extension BatchAnswer {
  /// What the engine did, and what was not even shown to it.
  fileprivate init(_ recorded: Engine.Recorded, and future: [EventID]) {
    self.init(recorded: recorded.newCount, rejected: recorded.refused + future)
  }
}

extension ServerContext {
  private var latest: Instant {
    now.advanced(bySeconds: WireLimits.clockSkewSeconds)
  }

  /// A fact from the future is a clock that is wrong.
  fileprivate func refuseFuture(_ instant: Instant, _ field: String) throws(Problem) {
    guard instant <= latest else { throw Problem(.instantInFuture, field: field) }
  }

  /// Facts that can have happened, and those of a clock that is wrong.
  fileprivate func split<Fact>(_ facts: [Fact], at instant: (Fact) -> Instant)
    -> (past: [Fact], future: [Fact])
  {
    (facts.filter { instant($0) <= latest }, facts.filter { instant($0) > latest })
  }
}
