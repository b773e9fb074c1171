import PickModel
import PickRecommender
import PickStore
import PickSystem
import Synchronization

/// Reads popularity cells: the stored ones, or those of an instant in the past.
struct PopularityReader: Sendable {
  private let stores: Engine.Stores
  private let contentTime: Instant?
  private let past = SharedLoad<Instant, [PopularitySlot: [PopularTitle]], StoreError>()

  init(_ stores: Engine.Stores, at contentTime: Instant?) {
    self.stores = stores
    self.contentTime = contentTime
  }

  /// Each of `slots` as it came or failed.
  func read(_ slots: [PopularitySlot]) async -> Popularity {
    guard let contentTime else { return await readStored(slots) }
    let all = await Result.capturing { () async throws(StoreError) in
      try await cells(before: contentTime)
    }
    return Popularity(
      Dictionary(
        slots.map { slot in (slot, all.map { Array(($0[slot] ?? []).prefix(slot.count)) }) },
        uniquingKeysWith: { first, _ in first }))
  }

  private func readStored(_ slots: [PopularitySlot]) async -> Popularity {
    var cells: [PopularitySlot: Result<[PopularTitle], StoreError>] = [:]
    for slot in slots {
      cells[slot] = await Result.capturing { [stores] () async throws(StoreError) in
        try await stores.watches.popularTitles(in: slot, count: slot.count)
      }
    }
    return Popularity(cells)
  }

  /// Counts up every event before an instant, once.
  private func cells(
    before end: Instant
  ) async throws(StoreError) -> [PopularitySlot: [PopularTitle]] {
    try await past.value(for: end) { [stores] () async throws(StoreError) in
      let titles = try await stores.catalog.titles().map(\.id)
      let assets = try await stores.catalog.assets(of: titles)
      let count = PastPopularity(assets: assets)
      do {
        try await stores.watches.forEachEventBatch(before: end) { count.add($0) }
      } catch {
        throw error as? StoreError ?? .unexpected(reason: "\(error)")
      }
      return count.cells
    }
  }
}

extension PopularitySlot {
  /// How many titles of the cell a page reads.
  fileprivate var count: Int {
    self == .all ? Popularity.overallCount : Popularity.slotCount
  }
}

/// Counts popularity cells up from events, for an instant the stored cells have left behind.
private final class PastPopularity: Sendable {
  private let assets: [Asset.ID: Asset]
  private let counted = Mutex((fold: PopularityFold(), cells: PopularityCells()))

  init(assets: [Asset]) {
    self.assets = Dictionary(
      assets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Counts a batch of events; viewers come one after the other.
  func add(_ events: [WatchEvent]) {
    counted.withLock { counted in
      for event in events {
        guard let asset = assets[event.asset] else { continue }
        counted.fold.add(
          event, title: asset.title.rawValue, runningSeconds: asset.runningSeconds)
      }
      for (key, share) in counted.fold.takeFinished() {
        counted.cells.count(share, of: key.title, insteadOf: nil)
      }
    }
  }

  /// Every cell, heaviest first, ties by identifier; as the last thing asked.
  var cells: [PopularitySlot: [PopularTitle]] {
    let sums = counted.withLock { counted in
      for (key, share) in counted.fold.takeAll() {
        counted.cells.count(share, of: key.title, insteadOf: nil)
      }
      return counted.cells.all
    }
    let slots = Dictionary(
      PopularitySlot.everySlot.compactMap { slot in slot.number.map { ($0, slot) } },
      uniquingKeysWith: { first, _ in first })
    var cells: [PopularitySlot: [PopularTitle]] = [:]
    for sum in sums where sum.weight > 0 {
      guard let slot = slots[sum.slot] else { continue }
      cells[slot, default: []].append(
        PopularTitle(title: Title.ID(sum.title), weight: sum.weight))
    }
    return cells.mapValues { cell in
      cell.sorted { ($1.weight, $0.title) < ($0.weight, $1.title) }
    }
  }
}
