import PickAPI
import Synchronization

/// Lets so many password hashes be worked through at a time and turns the next one away at once.
///
/// One hash costs 19 MiB and 30 ms of a core. Waiting in a queue would only move the cost: whoever
/// is turned away is told when to come back.
final class HashGate: Sendable {
  private let free: Mutex<Int>

  init(width: Int = 2) { free = Mutex(width) }

  /// Runs `work` if there is room.
  func pass<Answer>(_ work: () async throws -> Answer) async throws -> Answer {
    let isIn = free.withLock { free in
      guard free > 0 else { return false }
      free -= 1
      return true
    }
    guard isIn else { throw Problem(.tooManyRequests, retryAfter: 1) }
    defer { free.withLock { $0 += 1 } }
    return try await work()
  }
}
