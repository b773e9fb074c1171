import PickModel
import Synchronization

/// Keeps events as they stream by.
final class EventCollector: Sendable {
  private let kept = Mutex<[WatchEvent]>([])

  /// Takes in a batch.
  func add(_ events: [WatchEvent]) { kept.withLock { $0 += events } }

  /// Everything taken in.
  var events: [WatchEvent] { kept.withLock { $0 } }
}
