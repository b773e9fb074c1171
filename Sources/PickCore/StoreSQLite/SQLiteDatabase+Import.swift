import GRDB

extension SQLiteDatabase: ImportStore {
  /// Whether facts of a demo world are stored.
  public func isDemo() async throws(StoreError) -> Bool { try await demo() != nil }

  /// Sorted inserts in one transaction, on the calling thread; the log is folded in afterwards.
  public func store(
    _ batch: ImportBatch, progress: @Sendable (Int, Int) -> Void
  ) async throws(StoreError) -> ImportCount {
    let count = try writeNow { db in
      try withoutActuallyEscaping(progress) { progress in
        var writer = BatchWriter(db, rows: batch.rowCount, progress: progress)
        return try writer.store(batch)
      }
    }
    try foldLog()
    return count
  }

  /// Moves what a large write left in the log into the file, as far as readers let it.
  private func foldLog() throws(StoreError) {
    guard path != nil else { return }
    do {
      try connections.writer.inDatabase { db in
        _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    } catch {
      throw StoreError(error)
    }
  }
}
