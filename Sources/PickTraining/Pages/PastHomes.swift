import PickCore
import PickModel
import PickRecommender
import PickStore
import PickStoreSQLite
import Synchronization

/// Front pages as they were built at an instant of the past: a database in memory that holds what was
/// known then, a model that was trained on it, and the engine that serves.
///
/// Titles that arrived later are not in its catalogue; a title arrives with its first watch at the
/// latest, whatever the catalogue says. What viewers chose (lists, thumbs, what they
/// hid) is stored without a history of its own, and is left out.
struct PastHomes {
  /// When the pages are built.
  let instant: Instant
  private let engine: Engine

  /// Stores what was known, and trains.
  ///
  /// - Parameters:
  ///   - world: everything, later facts included.
  ///   - instant: what began before it is known.
  ///   - recipe: what the model is trained with.
  ///   - seed: of the model.
  ///   - directory: an empty one, for the model.
  /// - Throws: why there are no pages.
  init(
    _ world: WholeWorld, at instant: Instant, recipe: ModelRecipe, seed: UInt64 = 1,
    directory: String
  ) async throws(TrainError) {
    self.instant = instant
    do {
      let database = try SQLiteDatabase.inMemory()
      _ = try await database.store(world.known(before: instant)) { _, _ in }
      let models = ModelDirectory(path: directory, database: database.id)
      let train = TrainModel(
        catalog: database, watches: database, directory: models, recipe: recipe)
      try await train(now: instant, seed: seed)
      engine = Engine(
        stores: Engine.Stores(catalog: database, watches: database, choices: database),
        models: models)
    } catch {
      throw TrainError(error)
    }
  }

  /// The front page of a viewer.
  func home(of viewer: Viewer.ID) async throws(TrainError) -> HomePage {
    do { return try await engine.home(of: viewer, now: instant) } catch { throw .store(error) }
  }
}

/// A whole database in memory: catalogue and events, without those whose date is a slip.
struct WholeWorld: Sendable {
  private let titles: [ImportedTitle]
  private let assets: [ImportedAsset]
  /// Grouped by viewer, each viewer's oldest first.
  let events: [WatchEvent]
  /// The title of each asset.
  let titleOfAsset: [Asset.ID: Title.ID]

  /// Reads a database.
  init(
    catalog: any CatalogStore, watches: any WatchStore, before end: Instant
  ) async throws(TrainError) {
    do {
      let all = try await catalog.titles()
      let texts = Dictionary(
        try await catalog.titleTexts().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      let parts = try await catalog.assets(of: all.map(\.id))
      titleOfAsset = Dictionary(
        parts.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
      let collector = EventCollector()
      try await watches.forEachEventBatch(before: end) { batch in
        try Task.checkCancellation()
        collector.add(batch)
      }
      let read = collector.events
      events = FarRows(times: read.map(\.startedAt.secondsSince1970)).near(read)
      let first = FirstWatches(events, titleOfAsset)
      titles = all.map { title in
        let text = texts[title.id]
        // Keys and names of parts lead to nothing here: identifiers are as unique.
        return ImportedTitle(
          title: title.arriving(first.ofTitle[title.id]), key: title.id.description,
          synopsis: text?.synopsis ?? LocalizedText(""), cast: text?.cast ?? [])
      }
      assets = parts.map {
        ImportedAsset(asset: $0.arriving(first.ofAsset[$0.id]), names: [$0.id.description])
      }
    } catch {
      throw TrainError(error)
    }
    guard !titles.isEmpty else { throw .emptyCatalog }
  }

  func known(before instant: Instant) -> ImportBatch {
    let known = events.filter { $0.startedAt < instant }
    let here = titles.filter { $0.title.addedAt <= instant }
    let hereIDs = Set(here.map(\.title.id))
    let parts = assets.filter { hereIDs.contains($0.asset.title) && $0.asset.addedAt <= instant }
    let partIDs = Set(parts.map(\.asset.id))
    let viewers = Set(known.map(\.viewer)).sorted()
    return ImportBatch(
      titles: here, assets: parts,
      accounts: viewers.map {
        Account(id: Account.ID($0.rawValue), number: $0.description, viewer: $0)
      },
      events: known.filter { partIDs.contains($0.asset) })
  }

  /// The titles each viewer watched in `seconds` from an instant on; of viewers known before.
  func watched(from instant: Instant, seconds: Int64) -> [Viewer.ID: Set<Title.ID>] {
    let known = Set(events.lazy.filter { $0.startedAt < instant }.map(\.viewer))
    let end = instant.advanced(bySeconds: seconds)
    var watched: [Viewer.ID: Set<Title.ID>] = [:]
    for event in WatchEvent.standing(events)
    where event.isEvidence && known.contains(event.viewer)
      && (instant..<end).contains(event.startedAt)
    {
      if let title = titleOfAsset[event.asset] { watched[event.viewer, default: []].insert(title) }
    }
    return watched
  }
}

/// When each title and asset was watched first.
private struct FirstWatches {
  private(set) var ofTitle: [Title.ID: Instant] = [:]
  private(set) var ofAsset: [Asset.ID: Instant] = [:]

  init(_ events: [WatchEvent], _ titleOfAsset: [Asset.ID: Title.ID]) {
    for event in events {
      ofAsset[event.asset] = min(event.startedAt, ofAsset[event.asset] ?? event.startedAt)
      guard let title = titleOfAsset[event.asset] else { continue }
      ofTitle[title] = min(event.startedAt, ofTitle[title] ?? event.startedAt)
    }
  }
}

extension Title {
  /// The title, arrived by its first watch: months may have been imported in another order.
  fileprivate func arriving(_ firstWatch: Instant?) -> Title {
    guard let firstWatch, firstWatch < addedAt else { return self }
    return Title(
      id: id, name: name, kind: kind, category: category, genres: genres, year: year,
      ageRating: ageRating, availability: availability, addedAt: firstWatch)
  }
}

extension Asset {
  /// The asset, arrived by its first watch.
  fileprivate func arriving(_ firstWatch: Instant?) -> Asset {
    guard let firstWatch, firstWatch < addedAt else { return self }
    return Asset(
      id: id, title: title, episode: episode, name: name, runningSeconds: runningSeconds,
      addedAt: firstWatch)
  }
}

/// Keeps events as they stream by.
private final class EventCollector: Sendable {
  private let kept = Mutex<[WatchEvent]>([])

  /// Takes in a batch.
  func add(_ events: [WatchEvent]) { kept.withLock { $0 += events } }

  /// Everything taken in.
  var events: [WatchEvent] { kept.withLock { $0 } }
}
