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

  @Sendable func markWatched(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try await mark(request, context, grant, by: engine.markWatched)
  }

  @Sendable func unmarkWatched(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try await mark(request, context, grant, by: engine.unmarkWatched)
  }

  private func mark(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant,
    by says: (EventID, Asset.ID, Viewer.ID, Instant) async throws(StoreError) -> Bool
  ) async throws -> Response {
    let asked = try await request.payload(MarkWatchedRequest.self, context)
    try context.refuseFuture(asked.at, "at")
    let asset: Asset.ID = try context.identifier("asset")
    defer { pages.drop(grant.viewer) }
    // Marks are few and cheap to take back: each counts, also one that is sent again.
    let isThere = try await quotas.within(
      .events, 1, of: grant.viewer, at: context.now, newCount: { $0 ? 1 : 0 }
    ) { try await says(asked.id, asset, grant.viewer, asked.at) }
    guard isThere else { throw Problem(.notFound) }
    return .noContent
  }

  @Sendable func savePlayback(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let asked = try await request.payload(PlaybackRequest.self, context)
    try context.refuseFuture(asked.startedAt, "started_at")
    guard let id = EventID(wireText: try context.path("event")) else { throw Problem(.notFound) }
    let event = asked.event(id: id, of: grant.viewer).plausible(at: context.now)
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

  @Sendable func watchEvents(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let items = try await request.payload(WatchEventsRequest.self, context).events
    let (past, future) = context.split(
      items.map { $0.event(of: grant.viewer).plausible(at: context.now) },
      at: \.startedAt)
    defer { pages.drop(grant.viewer) }
    let recorded = try await within(.events, past.count, context, grant) {
      try await engine.record(past)
    }
    return .fresh(stored(recorded, future.map(\.id)))
  }

  @Sendable func detailViews(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let items = try await request.payload(DetailViewsRequest.self, context).views
    let (past, future) = context.split(items.map { $0.view(of: grant.viewer) }, at: \.at)
    defer { pages.drop(grant.viewer) }
    let recorded = try await within(.detailViews, past.count, context, grant) {
      try await engine.recordKnown(past)
    }
    return .fresh(stored(recorded, future.map(\.id)))
  }

  @Sendable func impressions(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let asked = try await request.payload(ImpressionsRequest.self, context)
    let seen = asked.impressions.map {
      // As genres are named: without the runs of marks that make a text costly to compare.
      $0.impression(
        on: Shelf.ID(DisplayText.sanitized($0.shelf.rawValue)), of: grant.viewer,
        page: asked.recommendationID)
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

extension WatchEvent {
  /// Seconds of one playback that are believed at most: a day.
  static let mostSeconds: Int64 = 86_400
  /// How far a clock may be off before what was watched is cut: six hours.
  static let toleratedSeconds: Int64 = 21_600

  /// The event with no more seconds watched than can have passed since it began.
  func plausible(at now: Instant) -> WatchEvent {
    let elapsed = max(0, now.seconds(since: startedAt))
    let most = min(Double(Self.mostSeconds), elapsed + Double(Self.toleratedSeconds))
    guard Double(watchedSeconds) > most else { return self }
    return WatchEvent(
      id: id, viewer: viewer, asset: asset, startedAt: startedAt, watchedSeconds: Int(most),
      endPosition: endPosition, statedPreference: statedPreference, source: source)
  }
}
