import PickModel
import Synchronization

/// Counts popularity cells up from events, for an instant the stored cells have left behind.
final class PastPopularity: Sendable {
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
