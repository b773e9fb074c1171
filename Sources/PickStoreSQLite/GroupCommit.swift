import GRDB
import Synchronization

/// Commits the writes that wait at the same time together: one flush to the disk for all of them.
///
/// A write is acknowledged after the commit it is part of, never before. Each runs in a savepoint,
/// so one that fails takes back only its own changes. While a commit is being flushed the next
/// group gathers; a write that waits alone is committed alone and at once, as in a viewer's program.
final class GroupCommit: Sendable {
  /// One write: what it does, and how its caller hears of the end.
  private struct Write: Sendable {
    /// Makes the changes and says how to report them, once they are safe.
    let run: @Sendable (Database) throws -> @Sendable () -> Void
    /// Reports that nothing was changed.
    let fail: @Sendable (any Error) -> Void
  }

  /// Most writes of one group: what it holds the write lock for stays short.
  static let largestGroup = 256

  private let connections: Connections
  private let waiting = Mutex<[Write]>([])

  init(_ connections: Connections) { self.connections = connections }

  /// Changes the database; returns when the changes are durable.
  func write<Answer: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Answer
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { caller in
      let write = Write(
        run: { db in
          let answer = try body(db)
          return { caller.resume(returning: answer) }
        },
        fail: { caller.resume(throwing: $0) })
      let isFirst = waiting.withLock { waiting in
        waiting.append(write)
        return waiting.count == 1
      }
      if isFirst { scheduleGroup() }
    }
  }

  private func scheduleGroup() {
    connections.writer.asyncWriteWithoutTransaction { [self] db in
      let (group, areMore) = waiting.withLock { waiting in
        let group = Array(waiting.prefix(Self.largestGroup))
        waiting.removeFirst(group.count)
        return (group, !waiting.isEmpty)
      }
      // Before the group runs: no other caller schedules while some are left.
      if areMore { scheduleGroup() }
      if group.count == 1 { alone(group[0], db) } else { together(group, db) }
    }
  }

  private func alone(_ write: Write, _ db: Database) {
    do {
      try connections.transaction(.immediate, db) { try write.run($0) }()
    } catch {
      write.fail(error)
    }
  }

  private func together(_ group: [Write], _ db: Database) {
    var reports: [@Sendable () -> Void] = []
    var hasBegun = false
    do {
      try connections.transaction(.immediate, db) { db in
        hasBegun = true
        for write in group { reports.append(try inSavepoint(write, db)) }
      }
    } catch {
      // SQLite took the whole group back (a full disk, a failed flush): none of it was
      // acknowledged, so each is tried by itself and hears its own answer. Where not even a
      // transaction was to be had (another process writes), no write of the group waits for it again.
      for write in group {
        if hasBegun { alone(write, db) } else { write.fail(error) }
      }
      return
    }
    for report in reports { report() }
  }

  /// Throws only when the transaction around it is lost.
  private func inSavepoint(_ write: Write, _ db: Database) throws -> @Sendable () -> Void {
    do {
      var report: (@Sendable () -> Void)?
      try db.inSavepoint {
        report = try write.run(db)
        return .commit
      }
      return report ?? {}
    } catch {
      guard db.isInsideTransaction else { throw error }
      return { write.fail(error) }
    }
  }
}
