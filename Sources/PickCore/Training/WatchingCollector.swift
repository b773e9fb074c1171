import PickModel
import PickRecommender
import Synchronization

/// Keeps events, as they stream by grouped by viewer, in the rating formula's terms: evaluation
/// cuts them in time, which a data set cannot be.
final class WatchingCollector: Sendable {
  private let watching = Mutex<[InteractionLog.Watching]>([])
  private let places: AssetPlaces

  init(places: AssetPlaces) { self.places = places }

  /// Takes in a batch; a viewer may go on in the next one.
  func add(_ events: [WatchEvent]) {
    watching.withLock { watching in
      for event in WatchEvent.standing(events) {
        guard event.isEvidence, let record = places.record(of: event) else { continue }
        if watching.last?.viewer != event.viewer.rawValue {
          watching.append(InteractionLog.Watching(viewer: event.viewer.rawValue, records: []))
        }
        watching[watching.count - 1].records.append(record)
      }
    }
  }

  /// Everything taken in.
  var all: [InteractionLog.Watching] { watching.withLock { $0 } }
}
