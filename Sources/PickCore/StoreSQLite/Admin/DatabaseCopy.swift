import GRDB

/// Copies of a live database by SQLite's online backup: never by copying its file, which would drop
/// the locks this process holds on it.
enum DatabaseCopy {
  static let pagesPerStep: Int32 = 512

  /// Copies one snapshot of `source` into a new file that only its owner may read.
  ///
  /// The open read transaction holds the snapshot, so writers neither wait nor make the copy start
  /// over. The name appears when the copy is complete and on the disk.
  static func write(
    _ source: DatabaseQueue, to path: String, progress: (Int, Int) -> Void = { _, _ in }
  ) throws {
    let partial = path + ".partial"
    DatabaseFile(path: partial).removeWithCompanions()
    do {
      try DatabaseFile(path: partial).createIfMissing()
      try copyPages(source, to: partial, progress: progress)
      try DatabaseFile.synchronize(partial)
      try DatabaseFile.rename(partial, to: path)
      try DatabaseFile.synchronize(path)
    } catch {
      DatabaseFile(path: partial).removeWithCompanions()
      throw error
    }
  }

  private static func copyPages(
    _ source: DatabaseQueue, to path: String, progress: (Int, Int) -> Void
  ) throws {
    let copy = try DatabaseQueue(path: path)
    defer { try? copy.close() }
    try source.read { from in
      _ = try Int.fetchOne(from, sql: "SELECT count(*) FROM sqlite_schema")
      try copy.writeWithoutTransaction { into in
        try withoutActuallyEscaping(progress) { progress in
          try from.backup(to: into, pagesPerStep: pagesPerStep) { step in
            progress(step.completedPageCount, step.totalPageCount)
          }
        }
      }
    }
  }
}
