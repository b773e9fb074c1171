import GRDB
import Synchronization

/// The connections that read, side by side: a question goes to the one that has least to do.
///
/// A viewer's program has one; a server has several, so that its requests do not wait for each
/// other. Each has a queue of its own, so none holds a thread of the cooperative pool.
final class ReaderPool: Sendable {
  private let readers: [DatabaseQueue]
  private let loads: Mutex<[Int]>

  init(_ readers: [DatabaseQueue]) {
    precondition(!readers.isEmpty)
    self.readers = readers
    loads = Mutex([Int](repeating: 0, count: readers.count))
  }

  /// Runs `body` on the connection that has least to do.
  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Answer
  ) async throws -> Answer {
    let chosen = take()
    defer { giveBack(chosen) }
    return try await readers[chosen].writeWithoutTransaction(body)
  }

  func close() throws {
    for reader in readers { try reader.close() }
  }

  private func take() -> Int {
    loads.withLock { loads in
      let chosen = loads.indices.min { loads[$0] < loads[$1] } ?? 0
      loads[chosen] += 1
      return chosen
    }
  }

  private func giveBack(_ chosen: Int) { loads.withLock { $0[chosen] -= 1 } }
}
