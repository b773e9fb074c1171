import Glibc
import Synchronization

/// A small file that only its owner may read: tokens, keys, a remembered number.
///
/// A file is replaced as a whole: a temporary neighbour is written, brought to the disk and renamed
/// over it, so that a reader never sees half of one. A file of another user, one that others may read,
/// and a symbolic link are refused, never followed and never repaired.
public struct PrivateFile: Sendable {
  /// The file's name in its directory.
  public let name: String
  let directory: PrivateDirectory
  let limit: Int

  /// The file `name` in `directory`, of at most `limit` bytes.
  public init(_ name: String, in directory: PrivateDirectory, limit: Int = 4096) {
    self.name = name
    self.directory = directory
    self.limit = limit
  }

  /// The whole contents.
  public func read() throws(FileError) -> [UInt8] {
    let parent = try directory.open()
    let file = try Files.open(name, in: parent.descriptor, for: .reading)
    try check(try file.status())
    return try file.readAll(limit: limit)
  }

  /// Refuses what only looks like a file of ours.
  func check(_ status: stat) throws(FileError) {
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    guard status.st_uid == geteuid() else { throw .foreignOwner }
    let open = status.st_mode & 0o077
    guard open == 0 else { throw .openToOthers(mode: UInt32(status.st_mode & 0o7777)) }
  }

  /// Writes the file anew, making the directory when it is missing.
  ///
  /// Without `isDurable` it does not wait for the disk: for contents that may be lost.
  public func replace(with bytes: [UInt8], isDurable: Bool = true) throws(FileError) {
    let parent = try directory.makeAndOpen()
    let temporary = try writeTemporary(bytes, in: parent, isDurable: isDurable)
    guard renameat(parent.descriptor, temporary, parent.descriptor, name) == 0 else {
      let code = errno
      unlinkat(parent.descriptor, temporary, 0)
      throw FileError(errno: code)
    }
    if isDurable { fsync(parent.descriptor) }
  }

  /// Writes the file unless there is one; of several processes exactly one does, and says so.
  public func create(with bytes: [UInt8]) throws(FileError) -> Bool {
    let parent = try directory.makeAndOpen()
    let temporary = try writeTemporary(bytes, in: parent)
    let linked = linkat(parent.descriptor, temporary, parent.descriptor, name, 0)
    let code = errno
    unlinkat(parent.descriptor, temporary, 0)
    guard linked == 0 || code == EEXIST else { throw FileError(errno: code) }
    fsync(parent.descriptor)
    return linked == 0
  }

  /// Removes the file; one that is not there is as good.
  public func remove() throws(FileError) {
    let parent: OpenFile
    do { parent = try directory.open() } catch .missing { return }
    guard unlinkat(parent.descriptor, name, 0) == 0 || errno == ENOENT else {
      throw FileError(errno: errno)
    }
    fsync(parent.descriptor)
  }

  /// Renames the file to `name.bad`, of any kind; a link is renamed, not followed.
  public func setAside() throws(FileError) {
    let parent = try directory.open()
    guard
      renameat(parent.descriptor, name, parent.descriptor, name + ".bad") == 0 || errno == ENOENT
    else { throw FileError(errno: errno) }
  }

  private func writeTemporary(
    _ bytes: [UInt8], in parent: borrowing OpenFile, isDurable: Bool = true
  ) throws(FileError) -> String {
    var generator = SystemRandomNumberGenerator()
    let temporary = ".\(name).\(generator.next() as UInt32).tmp"
    try Files.writeNew(temporary, in: parent.descriptor, bytes, isDurable: isDurable)
    return temporary
  }
}

extension PrivateFile {
  /// Its length; 0 when there is none that could be read.
  public var byteCount: Int {
    guard let parent = try? directory.open() else { return 0 }
    var status = stat()
    guard fstatat(parent.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return 0 }
    return Int(status.st_size)
  }

  /// Adds `bytes` at the end and brings them to the disk; makes the file when it is missing.
  ///
  /// A file that does not end in a new line was cut off while it was written to: a new line is put
  /// between, so that what was cut off spoils nothing but itself. Other writers must be kept
  /// out by the lock.
  public func append(_ bytes: [UInt8]) throws(FileError) {
    let parent = try directory.makeAndOpen()
    let file = try Files.open(name, in: parent.descriptor, for: .appending)
    let status = try file.status()
    try check(status)
    guard Int(status.st_size) + bytes.count < limit else { throw .tooLarge }
    var last = UInt8(ascii: "\n")
    if status.st_size > 0 { pread(file.descriptor, &last, 1, status.st_size - 1) }
    let isWhole = last == UInt8(ascii: "\n")
    try file.write(isWhole ? bytes : [UInt8(ascii: "\n")] + bytes)
    try file.synchronize()
    if status.st_size == 0 { fsync(parent.descriptor) }
  }
}

/// An advisory lock that its process holds until it lets go, or dies.
public final class PrivateFileLock: Sendable {
  private let descriptor: Mutex<Int32?>

  fileprivate init(_ number: Int32) { descriptor = Mutex(number) }

  deinit { release() }

  /// Lets go; saying it again changes nothing.
  ///
  /// Closing would not be enough: a process that was just forked has a copy of the open file until
  /// it runs another program, and a lock is held as long as a copy is.
  public func release() {
    descriptor.withLock { number in
      if let open = number {
        flock(open, LOCK_UN)
        close(open)
      }
      number = nil
    }
  }
}

extension PrivateFile {
  /// Takes the lock beside the file (`name.lock`) without waiting; throws `.locked` when another owner
  /// holds it.
  ///
  /// The lock belongs to the open file (flock), so that two owners in one process exclude each
  /// other too. The lock file stays: removing one that is being taken would give out two locks.
  public func tryLock() throws(FileError) -> PrivateFileLock {
    let parent = try directory.makeAndOpen()
    let lock = try Files.open(name + ".lock", in: parent.descriptor, for: .locking)
    guard flock(lock.descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw errno == EWOULDBLOCK ? .locked : FileError(errno: errno)
    }
    return PrivateFileLock(lock.release())
  }
}

extension FileError {
  /// The disk's failure, when the cause is not the file's owner or mode.
  public var disk: DiskTrouble? {
    guard case .inputOutput(let code) = self else { return nil }
    switch code {
    case EACCES, EPERM: return nil
    case ENOSPC, EDQUOT: return .full
    case EROFS: return .readOnly
    default: return .failed(String(cString: strerror(code)))
    }
  }
}

/// Why a disk did not take or give what it should.
public enum DiskTrouble: Equatable, Sendable {
  /// No room is left, or no share of it.
  case full
  /// Nothing can be written to it.
  case readOnly
  /// Something else, in the system's words.
  case failed(String)
}
