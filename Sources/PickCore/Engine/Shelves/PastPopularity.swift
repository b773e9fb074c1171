import PickModel
import PickRecommender
import Synchronization

/// Counts popularity cells up from events, for an instant the stored cells have left behind.
final class PastPopularity: Sendable {
  private let assets: [Asset.ID: Asset]
  private let sums = Mutex<[PopularitySlot: [Title.ID: Double]]>([:])

  init(assets: [Asset]) {
    self.assets = Dictionary(
      assets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Counts a batch of events.
  func add(_ events: [WatchEvent]) {
    sums.withLock { sums in
      for event in events {
        guard let asset = assets[event.asset] else { continue }
        let ratio = TitleViewing.View(event, runningSeconds: asset.runningSeconds).ratio
        let weight = PopularityDecay.standard.contribution(
          rating: ratio, atSeconds: event.startedAt.secondsSince1970)
        let time = SeoulTime(event.startedAt)
        for slot in [PopularitySlot.all, .hour(time.hour), .day(DayType(time))] {
          sums[slot, default: [:]][asset.title, default: 0] += weight
        }
      }
    }
  }

  /// Every cell, heaviest first, ties by identifier.
  var cells: [PopularitySlot: [PopularTitle]] {
    sums.withLock { sums in
      sums.mapValues { cell in
        cell.filter { $0.value > 0 }.map { PopularTitle(title: $0.key, weight: $0.value) }
          .sorted { ($1.weight, $0.title) < ($0.weight, $1.title) }
      }
    }
  }
}
