import PickAPI
public import PickCore
import PickModel
import Synchronization

/// Makes the pages that are asked for often, and keeps them while they hold.
final class Pages: Sendable {
  private struct World {
    var conditions: (catalog: Int64, model: TrainedModel.ID?)
    var lookedAt: ContinuousClock.Instant
  }

  private let engine: Engine
  private let cache: PageCache
  private let counters: ServerCounters
  /// How long a look at catalogue and model holds.
  private let recheck: Duration
  private let world = Mutex<World?>(nil)
  private let bodies = SharedLoad<Int64, CardBodies, Never>()

  init(
    engine: Engine, cache: PageCache = PageCache(), counters: ServerCounters = ServerCounters(),
    recheck: Duration = .milliseconds(250)
  ) {
    self.engine = engine
    self.cache = cache
    self.counters = counters
    self.recheck = recheck
  }

  /// The front page of a viewer.
  func home(of viewer: Viewer.ID, at now: Instant) async throws(StoreError) -> EncodedPage {
    let key = PageCache.Key(viewer: viewer, category: nil)
    return try await page(key, at: now) { (writer, conditions) throws(StoreError) in
      let page = try await self.engine.home(of: viewer, now: now)
      // Names the page in impressions: whose, of what, and when.
      let origin =
        "\(viewer) \(page.builtFor.millisecondsSince1970) \(conditions.catalog) "
        + (conditions.model?.description ?? "")
      return writer.home(page, recommendationID: EntityTag.name(of: Array(origin.utf8)))
    }
  }

  /// A category as a viewer sees it.
  func category(_ category: Category, of viewer: Viewer.ID, at now: Instant)
    async throws(StoreError) -> EncodedPage
  {
    let key = PageCache.Key(viewer: viewer, category: category)
    return try await page(key, at: now) { (writer, _) throws(StoreError) in
      writer.category(try await self.engine.category(category, of: viewer, now: now))
    }
  }

  /// The viewer did something that pages are made of.
  func drop(_ viewer: Viewer.ID) { cache.drop(viewer) }

  /// Writes pages with the cards' bodies of the catalogue as it is now.
  func writer() async throws(StoreError) -> PageWriter {
    let snapshot = try await engine.catalogSnapshot()
    let bodies = await bodies.value(for: snapshot.version) { CardBodies(snapshot) }
    return PageWriter { bodies.body(of: $0) }
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
/// A body depends on the title alone, so it is encoded once and copied into every page after that.
private final class CardBodies: Sendable {
  private let catalog: CatalogSnapshot
  private let bodies: [[UInt8]]

  /// Encodes the cards of all titles: 1 µs each.
  init(_ catalog: CatalogSnapshot) {
    self.catalog = catalog
    let reason = Reason.matchesSearch
    bodies = catalog.titles.map {
      JSONWriter.body(of: Card($0, playable: nil, reason: reason))
    }
  }

  /// A card's body; encoded anew for a title that came into the catalogue since.
  func body(of card: Card) -> [UInt8] {
    catalog.position(of: card.id).map { bodies[$0] } ?? JSONWriter.body(of: card)
  }
}

extension HomePortion {
  /// As much of a front page as is sent at once; what follows is asked for by cursor.
  public static let served = HomePortion(
    cardsPerShelf: HomeBudget.cardsPerShelf, budget: HomeBudget.bytes,
    weights: Weights(
      page: HomeBudget.page, shelf: { HomeBudget.shelf($0) },
      card: { HomeBudget.card($0, common: $1) }))
}
