import Glibc

/// The place a demo world is put to, and the one beside it where it is built.
struct DemoSite: Sendable {
  /// Where the world goes.
  let path: String
  /// Where it is built; a name of this process's own, so that two creations do not meet.
  var workPath: String { "\(path).making-\(getpid())" }

  private static let mark = ".making-"

  /// Refuses a place with anything but a demo world, or with one that is open elsewhere.
  ///
  /// Closing the last connection folds SQLite's log into the file and removes it. A log that stays
  /// belongs to somebody else's connection, and a new file must not get under an old log.
  func check() async throws(DemoError) {
    guard DatabaseFile(path: path).exists else { return }
    guard try await isDemo() else { throw .notADemo(path: path) }
    let isBusy = DatabaseFile.companions.contains { access(path + $0, F_OK) == 0 }
    guard !isBusy else { throw .inUse(path: path) }
  }

  private func isDemo() async throws(DemoError) -> Bool {
    do {
      let database = try SQLiteDatabase.open(path: path, mode: .existing)
      let facts = try await database.demo()
      try database.close()
      return facts != nil
    } catch {
      switch error {
      case .foreignDatabase, .corrupt: throw .notADemo(path: path)
      case .busy: throw .inUse(path: path)
      default: throw .store(error)
      }
    }
  }

  /// Moves the finished world to its place.
  ///
  /// Where nothing was, a world that another process put there meanwhile is kept: a link never
  /// replaces a file, and that process may have opened it already.
  func publish() async throws(DemoError) {
    do {
      try DatabaseFile.synchronize(workPath)
    } catch {
      throw .store(error)
    }
    if link(workPath, path) == 0 { return try synchronize() }
    guard errno == EEXIST else {
      throw .inputOutput(path: path, reason: String(cString: strerror(errno)))
    }
    try await check()
    guard rename(workPath, path) == 0 else {
      throw .inputOutput(path: path, reason: String(cString: strerror(errno)))
    }
    try synchronize()
  }

  private func synchronize() throws(DemoError) {
    do { try DatabaseFile.synchronize(path) } catch { throw .store(error) }
  }

  /// Removes what this process built, and what processes that are gone have left behind.
  func clear() { DatabaseFile(path: path).removeLeftovers(Self.mark, alsoOwn: true) }
}
