import PickStore
import PickStoreSQLite
import PickTestSupport
import Synchronization

/// Appends one event after another until it is stopped, twenty at least.
final class WriteLoad: Sendable {
  private let database: SQLiteDatabase
  private let isStopped = Atomic(false)

  init(on database: SQLiteDatabase) { self.database = database }

  func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Returns how many events were acknowledged.
  func run() async throws -> Int {
    var count = 0
    while !isStopped.load(ordering: .relaxed) || count < 20 {
      count += try await database.append([StoreSample.event(UInt64(1_000 + count))])
    }
    return count
  }
}
