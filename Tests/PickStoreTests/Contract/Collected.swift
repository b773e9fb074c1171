import PickModel
import Synchronization

/// Events gathered from a closure that may run anywhere.
final class Collected: Sendable {
  private let gathered = Mutex<[WatchEvent]>([])

  var events: [WatchEvent] { gathered.withLock { $0 } }

  func append(_ events: [WatchEvent]) { gathered.withLock { $0 += events } }
}
