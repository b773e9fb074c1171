import Glibc
package import PickStore
import PickSystem

/// The file a database lives in, and the files SQLite keeps beside it.
package struct DatabaseFile {
  package let path: String

  package init(path: String) { self.path = path }

  /// What SQLite appends to the name for its log and the log's index.
  package static let companions = ["-wal", "-shm"]

  package var exists: Bool { access(path, F_OK) == 0 }

  /// Makes an empty file that only its owner may read, and its directory likewise, if missing.
  ///
  /// SQLite gives its companions the mode of the file. A file that is there is left alone: opening
  /// and closing it here would drop the locks of a connection this process already has on it.
  func createIfMissing() throws(StoreError) {
    guard !exists else { return }
    try Self.createDirectory(PathName.directory(of: path))
    do throws(FileError) {
      _ = try Files.open(path, for: .creating)
    } catch {
      if error.errno == EEXIST { return }
      throw Self.failure(error.errno, path)
    }
  }

  /// A file beside this one that a copy grows in; processes that copy to the same place do not meet.
  func partial() -> DatabaseFile {
    let mark = ".partial-"
    removeLeftovers(mark, alsoOwn: false)
    return DatabaseFile(path: "\(path)\(mark)\(getpid())-\(UInt32.random(in: 0...UInt32.max))")
  }

  /// Removes the files beside this one whose names go on with `mark` and the number of a process that
  /// is gone, or of this one.
  package func removeLeftovers(_ mark: String, alsoOwn: Bool) {
    let directory = PathName.directory(of: path)
    let prefix = PathName.last(of: path) + mark
    for name in Self.entries(of: directory) where name.hasPrefix(prefix) {
      guard let process = pid_t(name.dropFirst(prefix.count).prefix { $0.isNumber }) else {
        continue
      }
      let isGone = kill(process, 0) != 0 && errno == ESRCH
      if isGone || alsoOwn && process == getpid() { unlink("\(directory)/\(name)") }
    }
  }

  /// The names in a directory; none where it cannot be read.
  private static func entries(of directory: String) -> [String] {
    guard let opened = try? Files.open(directory, for: .directory, links: .followed) else {
      return []
    }
    return (try? Files.names(in: opened)) ?? []
  }

  /// Removes the file and what SQLite keeps beside it; nothing may have it open.
  func removeWithCompanions() {
    for suffix in ["", "-journal"] + Self.companions { unlink(path + suffix) }
  }

  /// Makes sure that what was written to a file and its name outlive a power cut.
  package static func synchronize(_ path: String) throws(StoreError) {
    let directory = PathName.directory(of: path)
    for (name, purpose) in [(path, Files.Purpose.reading), (directory, .directory)] {
      do throws(FileError) {
        try Files.open(name, for: purpose, links: .followed).synchronize()
      } catch { throw failure(error.errno, name) }
    }
  }

  /// Gives a file another name, in place of what had that name.
  static func rename(_ old: String, to new: String) throws(StoreError) {
    guard Glibc.rename(old, new) == 0 else { throw failure(errno, new) }
  }

  private static func createDirectory(_ path: String) throws(StoreError) {
    guard access(path, F_OK) != 0 else { return }
    let parent = PathName.directory(of: path)
    if parent != path { try createDirectory(parent) }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(errno, path) }
  }

  private static func failure(_ code: Int32, _ path: String) -> StoreError {
    switch code {
    case ENOSPC, EDQUOT: .full
    case EROFS: .readOnly
    case EIO: .inputOutput(reason: String(cString: strerror(code)))
    default: .cannotOpen(reason: "\(path): \(String(cString: strerror(code)))")
    }
  }
}
