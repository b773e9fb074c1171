import GRDB
import Glibc
public import PickModel

extension DatabaseAdmin {
  /// Puts a backup in the place of the database.
  ///
  /// The backup is checked first and left as it is; what goes into place is a copy of it with the
  /// current schema and without a live session: tokens that were exchanged since the backup must
  /// not become good again. The replaced file is kept under the name returned.
  ///
  /// - Parameters:
  ///   - backup: a file that `backup(to:)` made.
  ///   - instant: when; the end of the sessions, and part of the kept file's name.
  ///   - progress: called with pages copied and pages in all.
  /// - Returns: where the replaced file is; `nil` when there was none.
  /// - Throws: `corrupt`, `foreignDatabase` or `newerSchema` of the backup; `busy` when a program
  ///   has the database open.
  @discardableResult
  public func restore(
    from backup: String, at instant: Instant, progress: Progress = { _, _ in }
  ) throws(StoreError) -> String? {
    _ = try DatabaseAdmin(path: backup).soundReport()
    let prepared = path + ".restoring"
    do {
      try prepare(prepared, from: backup, at: instant, progress)
      let kept = try setAside(at: instant)
      try DatabaseFile.rename(prepared, to: path)
      try DatabaseFile.synchronize(path)
      return kept
    } catch {
      DatabaseFile(path: prepared).removeWithCompanions()
      throw StoreError(error)
    }
  }

  private func prepare(
    _ prepared: String, from backup: String, at instant: Instant, _ progress: Progress
  ) throws {
    DatabaseFile(path: prepared).removeWithCompanions()
    let source = try DatabaseQueue(path: backup, configuration: Connections.reading())
    try DatabaseCopy.write(source, to: prepared, progress: progress)
    try source.close()
    let copy = try SQLiteDatabase.open(copy: prepared)
    try copy.writeNow { db in
      try db.execute(
        sql: "UPDATE session SET end_reason = ?, ended_at = ? WHERE ended_at IS NULL",
        arguments: [SessionEnd.restored.rawValue, instant.millisecondsSince1970])
      try db.execute(sql: "DELETE FROM device_sign_in")
    }
    try copy.close()
  }

  /// Moves the present file and what is beside it to another name.
  ///
  /// A log left behind would be replayed into the restored file.
  private func setAside(at instant: Instant) throws -> String? {
    let file = DatabaseFile(path: path)
    guard file.exists else { return nil }
    try makeSureNobodyHasItOpen()
    let kept = "\(path).replaced-\(instant.millisecondsSince1970)"
    for suffix in DatabaseFile.companions where DatabaseFile(path: path + suffix).exists {
      try DatabaseFile.rename(path + suffix, to: kept + suffix)
    }
    // A second name, not a rename: at no moment is there no database.
    guard link(path, kept) == 0 else {
      throw StoreError.cannotOpen(reason: "\(kept): \(String(cString: strerror(errno)))")
    }
    return kept
  }

  /// Takes the file for itself for a moment; closing it again folds its log in.
  ///
  /// A damaged file cannot be taken and is moved as it is.
  private func makeSureNobodyHasItOpen() throws {
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      // Before anything is read: from then on the first read takes the whole file or fails.
      try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
      try ApplicationMark.check(db)
    }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inTransaction(.exclusive) { db in
        _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema")
        return .rollback
      }
      try queue.close()
    } catch let error as DatabaseError where error.isDamage {
      return
    }
  }
}
