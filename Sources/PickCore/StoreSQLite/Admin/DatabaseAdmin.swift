import GRDB

/// Work on a database file as a whole: check, back up, restore.
///
/// Every copy is made by SQLite's online backup. The signing key is a file beside the database and
/// is part of no copy, so whoever gets hold of a backup cannot sign anything with it.
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
      return try DatabaseCheck().run(path, progress)
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
      let source = try DatabaseQueue(path: path, configuration: Connections.reading())
      try DatabaseCopy.write(source, to: copy, progress: progress)
      try source.close()
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
