import GRDB
import Glibc
public import PickModel
public import PickStore

/// Work on a database file as a whole: check, back up, restore.
///
/// Every copy is made by SQLite's online backup. The signing key is a file beside the database and
/// is part of no copy, so a backup in the wrong hands signs nothing.
public struct DatabaseAdmin: Sendable {
  /// Called with steps or pages done and in all.
  public typealias Progress = @Sendable (_ done: Int, _ total: Int) -> Void

  /// Where the database is.
  public let path: String

  /// Works on the database at `path`.
  public init(path: String) { self.path = path }

  /// Reads the whole file and says what is wrong with it.
  ///
  /// - Parameter progress: called after each of a handful of steps.
  /// - Returns: what was found; a damaged file is a finding, not an error.
  /// - Throws: `cannotOpen`, `foreignDatabase`, `newerSchema`, `busy`.
  public func check(progress: Progress = { _, _ in }) throws(StoreError) -> DatabaseReport {
    do {
      guard DatabaseFile(path: path).exists else {
        throw StoreError.cannotOpen(reason: "there is no \(path)")
      }
      return try Self.leavingNoTrace(at: path) { try DatabaseCheck().run(path, progress) }
    } catch let error as DatabaseError where error.isDamage {
      return DatabaseReport(
        problems: [.damaged(error.message ?? "not a database")], id: nil, migrations: [],
        rows: [])
    } catch {
      throw StoreError(error)
    }
  }

  /// Copies the database while it is being used.
  ///
  /// The copy is one instant of the database, has mode 0600, is checked, and has its name only when
  /// it is complete.
  ///
  /// - Parameters:
  ///   - copy: where to; there must be nothing yet.
  ///   - progress: called with pages copied and pages in all.
  /// - Returns: what the check of the copy found.
  /// - Throws: `cannotOpen` when there is a file already; `corrupt` when the copy is not sound,
  ///   which means that the database is not.
  public func backup(
    to copy: String, progress: Progress = { _, _ in }
  ) throws(StoreError) -> DatabaseReport {
    guard !DatabaseFile(path: copy).exists else {
      throw .cannotOpen(reason: "\(copy) exists already")
    }
    guard DatabaseFile(path: path).exists else {
      throw .cannotOpen(reason: "there is no \(path)")
    }
    do {
      try Self.leavingNoTrace(at: path) {
        let source = try DatabaseQueue(path: path, configuration: Connections.reading())
        try DatabaseCopy.write(source, to: copy, progress: progress)
        try source.close()
      }
    } catch {
      throw StoreError(error)
    }
    return try DatabaseAdmin(path: copy).soundReport()
  }

  /// Removes a database that nothing was ever stored in, with the files beside it; any other stays.
  ///
  /// No program may have it open.
  public func removeIfEmpty() {
    guard let report = try? check(), report.isSound else { return }
    let kept: Set = ["account", "title", "viewer", "watch_event"]
    guard report.rows.allSatisfy({ !kept.contains($0.table) || $0.count == 0 }) else { return }
    DatabaseFile(path: path).removeWithCompanions()
  }

  /// Reads a database, and leaves no file beside it that was not there before.
  ///
  /// A connection that cannot write makes SQLite's log and its index where they are missing, and leaves
  /// them behind. One that can write takes them away when it is the last to close, and leaves them where
  /// another program has the file open: they are that program's.
  private static func leavingNoTrace<Answer>(
    at path: String, _ body: () throws -> Answer
  ) rethrows -> Answer {
    func hasCompanions() -> Bool {
      DatabaseFile.companions.contains { DatabaseFile(path: path + $0).exists }
    }
    let hadNone = !hasCompanions()
    defer {
      if hadNone, hasCompanions(), let queue = try? DatabaseQueue(path: path) {
        _ = try? queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
        try? queue.close()
      }
    }
    return try body()
  }

  /// The report of a sound file.
  func soundReport() throws(StoreError) -> DatabaseReport {
    let report = try check()
    for problem in report.problems {
      switch problem {
      case .damaged(let reason): throw .corrupt(reason: reason)
      case .danglingReferences(let table, _): throw .corrupt(reason: "references of \(table)")
      case .olderSchema, .strangeValue: continue
      }
    }
    return report
  }
}

extension DatabaseError {
  /// Whether the file's contents are to blame.
  var isDamage: Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(resultCode)
  }
}

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
    // Before the backup is read and copied, which may take long, and again before it takes the place.
    do { try makeSureNobodyHasItOpen() } catch { throw StoreError(error) }
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
    try Self.leavingNoTrace(at: backup) {
      let source = try DatabaseQueue(path: backup, configuration: Connections.reading())
      try DatabaseCopy.write(source, to: prepared, progress: progress)
      try source.close()
    }
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
    try makeSureNobodyHasItOpen()
    guard file.exists else { return nil }
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
    guard DatabaseFile(path: path).exists else { return }
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
