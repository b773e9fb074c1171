import Synchronization

/// A number that somebody sets and many read.
final class Flag: Sendable {
  private let value = Mutex<Int?>(nil)

  var goal: Int? { value.withLock { $0 } }

  func set(_ goal: Int) { value.withLock { $0 = goal } }
}
