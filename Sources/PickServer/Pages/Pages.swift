import Hummingbird
import Logging
import PickAPI
public import PickCore
import PickModel
import PickStore
import PickSystem
import Synchronization

/// Makes the home page and the category pages, and caches them while they are valid.
final class Pages: Sendable {
  private struct World {
    var conditions: (catalog: Int64, model: TrainedModel.ID?)
    var lookedAt: ContinuousClock.Instant
  }

  private let engine: Engine
  private let cache: PageCache
  private let counters: ServerCounters
  /// How long a read of the versions of catalogue and model is reused.
  private let recheck: Duration
  private let world = Mutex<World?>(nil)
  private let bodies = SharedLoad<Int64, CardBodies, Never>()
  private let titleBodies = TitleBodies()

  init(
    engine: Engine, cache: PageCache = PageCache(), counters: ServerCounters = ServerCounters(),
    recheck: Duration = .milliseconds(250)
  ) {
    self.engine = engine
    self.cache = cache
    self.counters = counters
    self.recheck = recheck
  }

  func home(of viewer: Viewer.ID, at now: Instant) async throws(StoreError) -> EncodedPage {
    let key = PageCache.Key(viewer: viewer, category: nil)
    return try await page(key, at: now) { (writer, conditions) throws(StoreError) in
      let page = try await self.engine.home(of: viewer, now: now)
      // Identifies the page in impressions by viewer, time, catalogue and model.
      let origin =
        "\(viewer) \(page.builtFor.millisecondsSince1970) \(conditions.catalog) "
        + (conditions.model?.description ?? "")
      return writer.home(page, recommendationID: EntityTag.name(of: Array(origin.utf8)))
    }
  }

  func category(_ category: Category, of viewer: Viewer.ID, at now: Instant)
    async throws(StoreError) -> EncodedPage
  {
    let key = PageCache.Key(viewer: viewer, category: category)
    return try await page(key, at: now) { (writer, _) throws(StoreError) in
      writer.category(try await self.engine.category(category, of: viewer, now: now))
    }
  }

  /// Drops the viewer's pages after a change of the viewer's data.
  func drop(_ viewer: Viewer.ID, by change: ViewerChange) {
    engine.viewerChanged(viewer, by: change)
    cache.drop(viewer)
  }

  /// Records playbacks that a terminal of the viewer left unfinished, as far as they were watched.
  ///
  /// A failure is logged and does not stop the sign-in: the next one settles the same playbacks.
  func settleAbandoned(of viewer: Viewer.ID, _ context: ServerContext) async {
    defer { drop(viewer, by: .watched) }
    do {
      try await engine.settleAbandoned(of: viewer, now: context.now)
    } catch {
      context.logger.warning(
        "unsettled", metadata: ["request_id": "\(context.requestID)", "error": "\(error)"])
    }
  }

  /// A writer with the encoded cards of the current catalogue.
  func writer() async throws(StoreError) -> PageWriter {
    let snapshot = try await engine.catalogSnapshot()
    let bodies = await bodies.value(for: snapshot.version) { CardBodies(snapshot) }
    return PageWriter { bodies.body(of: $0) }
  }

  /// A title's page, as it is sent.
  func encoded(_ page: TitlePage) async throws(StoreError) -> EncodedPage {
    EncodedPage(try await writer().title(page, body: titleBodies.body(of: page)))
  }

  private func page(
    _ key: PageCache.Key, at now: Instant,
    _ make: (PageWriter, PageCache.Conditions) async throws(StoreError) -> [UInt8]
  ) async throws(StoreError) -> EncodedPage {
    let conditions = try await conditions(at: now)
    if let kept = cache.page(key, conditions, at: now) {
      counters.count(.pageCacheHits)
      return kept
    }
    counters.count(.pageCacheMisses)
    let ticket = cache.ticket(of: key.viewer)
    let page = EncodedPage(try await make(try await writer(), conditions))
    cache.keep(page, key, conditions, ticket, at: now)
    return page
  }

  private func conditions(at now: Instant) async throws(StoreError) -> PageCache.Conditions {
    let hour = (engine.contentTime ?? now).secondsSince1970 / 3600
    let (catalog, model) = try await look()
    return PageCache.Conditions(catalog: catalog, model: model, hour: hour)
  }

  private func look() async throws(StoreError) -> (catalog: Int64, model: TrainedModel.ID?) {
    let now = ContinuousClock.now
    let known = world.withLock { world in
      world.flatMap { $0.lookedAt.duration(to: now) < recheck ? $0.conditions : nil }
    }
    if let known, known.model == engine.model { return known }
    _ = engine.reloadModelIfPublished()
    let seen = (catalog: try await engine.catalogVersion(), model: engine.model)
    world.withLock { $0 = World(conditions: seen, lookedAt: now) }
    return seen
  }
}

/// The viewer-independent part of every card at one version of the catalogue, as JSON.
///
/// A body depends only on the title, so it is encoded once and copied into each page.
private final class CardBodies: Sendable {
  private let catalog: CatalogSnapshot
  private let bodies: [[UInt8]]

  /// Encodes the cards of all titles, at about 1 µs each.
  init(_ catalog: CatalogSnapshot) {
    self.catalog = catalog
    let reason = Reason.matchesSearch
    bodies = catalog.titles.map {
      JSONWriter.body(of: Card($0, playable: nil, reason: reason))
    }
  }

  /// The body of a card; a title that is newer than the snapshot is encoded anew.
  func body(of card: Card) -> [UInt8] {
    catalog.position(of: card.id).map { bodies[$0] } ?? JSONWriter.body(of: card)
  }
}

extension HomePortion {
  /// The part of a home page that is sent at once; clients ask for the rest by cursor.
  public static let served = HomePortion(
    cardsPerShelf: HomeBudget.cardsPerShelf, budget: HomeBudget.bytes,
    weights: Weights(
      page: HomeBudget.page, shelf: { HomeBudget.shelf($0) },
      card: { HomeBudget.card($0, common: $1) }))
}
