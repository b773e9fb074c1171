import Synchronization

/// Facts gathered from a closure that may run anywhere.
final class Collected<Fact: Sendable>: Sendable {
  private let gathered = Mutex<[Fact]>([])

  var events: [Fact] { gathered.withLock { $0 } }

  func append(_ events: [Fact]) { gathered.withLock { $0 += events } }
}
