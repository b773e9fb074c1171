import Hummingbird
import PickAPI
import PickCore
import PickModel
import PickStore
import PickSystem

/// What a viewer watched and saw.
///
/// Each fact has an identifier of its own, so sending it again is safe.
struct WatchController: Sendable {
  let engine: Engine
  let pages: Pages
  let counters: ServerCounters
  let quotas: FactQuotas
  /// The genres of one version of the catalogue, as bytes to compare names from outside with.
  private let genres = SharedLoad<Int64, Set<[UInt8]>, Never>()

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
    defer { pages.drop(grant.viewer, by: .watched) }
    // Marks are rare, so each counts, also one that is sent again.
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
    defer { pages.drop(grant.viewer, by: .watched) }
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
    var change = ViewerChange.watched
    defer { pages.drop(grant.viewer, by: change) }
    let recorded = try await within(.events, past.count, context, grant) {
      try await engine.record(past)
    }
    if recorded.newCount == past.count { change = .stored(past) }
    return .fresh(stored(recorded, future.map(\.id)))
  }

  @Sendable func detailViews(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let items = try await request.payload(DetailViewsRequest.self, context).views
    let (past, future) = context.split(items.map { $0.view(of: grant.viewer) }, at: \.at)
    defer { pages.drop(grant.viewer, by: .watched) }
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
      // Sanitized like the names of genres: runs of combining marks make a text costly to compare.
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

  /// Stores a batch within the viewer's quota; facts that are known already do not count.
  private func within(
    _ kind: FactQuotas.Kind, _ count: Int, _ context: ServerContext, _ grant: AccessGrant,
    _ store: () async throws -> Engine.Recorded
  ) async throws -> Engine.Recorded {
    try await quotas.within(
      kind, count, of: grant.viewer, at: context.now, newCount: \.newCount, store)
  }

  /// Returns a check for shelves that exist; impressions of other names are not stored.
  private func knownShelves() async throws -> (Shelf.ID) -> Bool {
    let catalog = try await engine.catalogSnapshot()
    let known = await genres.value(for: catalog.version) {
      Set(catalog.titles.lazy.flatMap(\.genres).map { Array($0.id.utf8) })
    }
    return { shelf in shelf.isKnown { known.contains(Array($0.utf8)) } }
  }

  /// Counts the stored facts and returns the answer to a batch.
  private func stored(_ recorded: Engine.Recorded, _ future: [EventID]) -> BatchAnswer {
    counters.count(.eventsStored, recorded.newCount)
    return BatchAnswer(recorded, and: future)
  }
}

extension BatchAnswer {
  /// Combines the engine's result with the facts that were refused before it.
  fileprivate init(_ recorded: Engine.Recorded, and future: [EventID]) {
    self.init(recorded: recorded.newCount, rejected: recorded.refused + future)
  }
}

extension ServerContext {
  private var latest: Instant {
    now.advanced(bySeconds: WireLimits.clockSkewSeconds)
  }

  /// Refuses a time in the future, which comes from a wrong clock.
  fileprivate func refuseFuture(_ instant: Instant, _ field: String) throws(Problem) {
    guard instant <= latest else { throw Problem(.instantInFuture, field: field) }
  }

  /// Separates the facts from those that a wrong clock dates in the future.
  fileprivate func split<Fact>(_ facts: [Fact], at instant: (Fact) -> Instant)
    -> (past: [Fact], future: [Fact])
  {
    (facts.filter { instant($0) <= latest }, facts.filter { instant($0) > latest })
  }
}

extension WatchEvent {
  /// The longest playback that is believed, in seconds: a day.
  private static let mostSeconds: Int64 = 86_400
  /// How far a client's clock may be off before watched time is cut, in seconds: six hours.
  private static let toleratedSeconds: Int64 = 21_600

  /// The event with its watched time limited to the time since it began.
  func plausible(at now: Instant) -> WatchEvent {
    let elapsed = max(0, now.seconds(since: startedAt))
    let most = min(Double(Self.mostSeconds), elapsed + Double(Self.toleratedSeconds))
    guard Double(watchedSeconds) > most else { return self }
    return WatchEvent(
      id: id, viewer: viewer, asset: asset, startedAt: startedAt, watchedSeconds: Int(most),
      endPosition: endPosition, statedPreference: statedPreference, source: source)
  }
}
