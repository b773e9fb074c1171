import GRDB

/// Copies of a live database by SQLite's online backup: never by copying its file, which would drop
/// the locks this process holds on it.
enum DatabaseCopy {
  static let pagesPerStep: Int32 = 512

  /// Copies one snapshot of `source` into a new file that only its owner may read.
  ///
  /// The open read transaction holds the snapshot, so writers neither wait nor make the copy start
  /// over. The name appears when the copy is complete and on the disk. Programs that copy at the same
  /// time do not meet: no lock of ours is on a file that SQLite locks.
  ///
  /// - Parameters:
  ///   - source: what to copy.
  ///   - path: where to; a file there is replaced.
  ///   - isWanted: asked in the snapshot; nothing is copied when it says no.
  ///   - progress: called with pages copied and pages in all.
  /// - Throws: `StoreError` of the files, SQLite's error of the pages.
  static func write(
    _ source: DatabaseQueue, to path: String,
    if isWanted: (Database) throws -> Bool = { _ in true },
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws {
    let partial = DatabaseFile(path: path).partial()
    do {
      try partial.createIfMissing()
      guard try copyPages(source, to: partial.path, if: isWanted, progress) else {
        return partial.removeWithCompanions()
      }
      try DatabaseFile.synchronize(partial.path)
      try DatabaseFile.rename(partial.path, to: path)
      try DatabaseFile.synchronize(path)
    } catch {
      partial.removeWithCompanions()
      throw error
    }
  }

  private static func copyPages(
    _ source: DatabaseQueue, to path: String, if isWanted: (Database) throws -> Bool,
    _ progress: (Int, Int) -> Void
  ) throws -> Bool {
    let copy = try DatabaseQueue(path: path)
    defer { try? copy.close() }
    return try source.read { from in
      // The first read takes the snapshot.
      _ = try Int.fetchOne(from, sql: "SELECT count(*) FROM sqlite_schema")
      guard try isWanted(from) else { return false }
      try copy.writeWithoutTransaction { into in
        try withoutActuallyEscaping(progress) { progress in
          try from.backup(to: into, pagesPerStep: pagesPerStep) { step in
            progress(step.completedPageCount, step.totalPageCount)
          }
        }
      }
      return true
    }
  }
}
