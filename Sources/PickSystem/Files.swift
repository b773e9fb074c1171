package import Glibc

/// Opens, reads, writes and locks files: the flags and the rules for links, kinds of files and
/// syncing stand here only.
///
/// Every file is opened close-on-exec, and neither a pipe nor a terminal in a file's place makes the
/// caller wait or becomes its terminal. New files are readable by their owner only.
package enum Files {
  /// Whether a symbolic link as the last part of a path is followed.
  package enum Links: Sendable {
    case followed
    case refused
  }

  /// The use of an opened file.
  package enum Purpose {
    case reading
    /// Writing a file that is not there yet.
    case creating
    /// Writing a file from its start, in place.
    case overwriting
    /// Adding at the end of a file that is made when it is missing; its last bytes may be read.
    case appending
    /// Holding a lock; the file is made when it is missing.
    case locking
    /// Listing a directory, or the files in it.
    case directory

    fileprivate var flags: Int32 {
      switch self {
      case .reading: O_RDONLY
      case .creating: O_WRONLY | O_CREAT | O_EXCL
      case .overwriting: O_WRONLY | O_CREAT | O_TRUNC
      case .appending: O_RDWR | O_CREAT | O_APPEND
      case .locking: O_RDWR | O_CREAT
      case .directory: O_RDONLY | O_DIRECTORY
      }
    }
  }

  static let mode: mode_t = 0o600

  /// Opens a file; a relative `path` begins at `directory`.
  ///
  /// - Throws: `missing`; `symbolicLink` where links are refused; `inputOutput`.
  package static func open(
    _ path: String, in directory: Int32 = AT_FDCWD, for purpose: Purpose, links: Links = .refused
  ) throws(FileError) -> OpenFile {
    let common = O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (links == .refused ? O_NOFOLLOW : 0)
    let descriptor = openat(directory, path, purpose.flags | common, mode)
    guard descriptor >= 0 else {
      // A link in a directory's place is ENOTDIR.
      if purpose == .directory, links == .refused, errno == ENOTDIR { throw .symbolicLink }
      throw FileError(errno: errno)
    }
    return OpenFile(descriptor: descriptor)
  }

  /// All bytes of a regular file.
  ///
  /// - Throws: `notRegular`; `tooLarge` beyond `limit` bytes; what `open` throws.
  package static func read(_ path: String, limit: Int, links: Links = .refused)
    throws(FileError) -> [UInt8]
  {
    try openRegular(path, links).readAll(limit: limit)
  }

  /// The first `count` bytes of a regular file, or all of a shorter one.
  ///
  /// - Throws: `notRegular`; what `open` throws.
  package static func readBeginning(_ path: String, count: Int, links: Links = .refused)
    throws(FileError) -> [UInt8]
  {
    try openRegular(path, links).readBeginning(count)
  }

  private static func openRegular(_ path: String, _ links: Links) throws(FileError)
    -> OpenFile
  {
    let file = try open(path, for: .reading, links: links)
    let status = try file.status()
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    return file
  }

  /// Replaces a file as a whole: a reader sees the old file or the new one.
  ///
  /// The neighbour `temporary` is written, synced, checked and renamed over it.
  ///
  /// - Throws: `FileError`, or what `check` throws; the neighbour is removed.
  package static func replace(
    _ path: String, by temporary: String, with bytes: [UInt8],
    check: (String) throws -> Void = { _ in }
  ) throws {
    unlink(temporary)
    try writeNew(temporary, bytes)
    do {
      try check(temporary)
      guard rename(temporary, path) == 0 else { throw FileError(errno: errno) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Writes a file that is not there yet; after a failure there is none.
  static func writeNew(
    _ path: String, in directory: Int32 = AT_FDCWD, _ bytes: [UInt8], isDurable: Bool = true
  ) throws(FileError) {
    let file = try open(path, in: directory, for: .creating)
    do {
      // The process's mask may have taken more away.
      fchmod(file.descriptor, mode)
      try file.write(bytes)
      if isDurable { try file.synchronize() }
    } catch {
      unlinkat(directory, path, 0)
      throw error
    }
  }

  /// Does `work` while no other process does the same under the same lock file.
  package static func whileLocked(_ path: String, _ work: () throws -> Void) throws {
    let file = try open(path, for: .locking)
    guard flock(file.descriptor, LOCK_EX) == 0 else { throw FileError(errno: errno) }
    // A process that was just forked has a copy of the open file: closing would not let go.
    defer { flock(file.descriptor, LOCK_UN) }
    try work()
  }

  /// Makes a directory and those above it, that only the user may read.
  package static func makeDirectories(_ path: String) {
    guard !path.isEmpty, access(path, F_OK) != 0 else { return }
    if let slash = path.lastIndex(of: "/") { makeDirectories(String(path[..<slash])) }
    mkdir(path, 0o700)
  }

  /// Makes what was renamed in a directory survive a power cut, as far as the system lets it.
  package static func synchronizeDirectory(_ path: String) {
    guard let directory = try? open(path, for: .directory, links: .followed) else { return }
    fsync(directory.descriptor)
  }

  /// The names of a directory's entries, in no order, without `.` and `..`.
  package static func names(in directory: borrowing OpenFile) throws(FileError) -> [String] {
    // The stream closes its descriptor; the directory's own stays with its owner.
    let copy = openat(directory.descriptor, ".", Purpose.directory.flags | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else { throw FileError(errno: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

/// An open file, closed when its owner goes away.
package struct OpenFile: ~Copyable {
  package let descriptor: Int32

  deinit { close(descriptor) }

  /// Hands the descriptor over to the caller, who closes it.
  package consuming func release() -> Int32 {
    let descriptor = descriptor
    discard self
    return descriptor
  }

  package func status() throws(FileError) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(errno: errno) }
    return status
  }

  /// Bytes that one call writes at most.
  ///
  /// The kernel caches the bytes of one call in large folios. A process that maps the file and reads
  /// one byte of a folio is charged for the whole folio: a model of 28 MB that was written in one call
  /// added 28 MB to each process that serves it, and adds 6 MB since it is written in pieces.
  private static let pieceBytes = 128 << 10

  /// Writes all bytes, a piece at a time; a write that was short or interrupted is continued.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.prefix(Self.pieceBytes).withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw FileError(errno: errno) }
      rest = rest.dropFirst(written)
    }
  }

  /// Waits until what was written is on the disk.
  package func synchronize() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw FileError(errno: errno) }
  }

  /// Reads to the end.
  ///
  /// - Throws: `tooLarge` beyond `limit` bytes.
  func readAll(limit: Int) throws(FileError) -> [UInt8] {
    // One byte more shows that there are too many.
    let bytes = try readBeginning(limit + 1)
    guard bytes.count <= limit else { throw .tooLarge }
    return bytes
  }

  /// Reads until the end or until there are `count` bytes.
  func readBeginning(_ count: Int) throws(FileError) -> [UInt8] {
    let size = Int(try status().st_size)
    // A byte more than the file says, so that one read meets the end.
    var bytes = [UInt8](repeating: 0, count: min(max(size, 0), count - 1) + 1)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw FileError(errno: errno) }
      if got == 0 { break }
      filled += got
      if filled == bytes.count {
        bytes += [UInt8](repeating: 0, count: min(filled, count - filled))
      }
    }
    return Array(bytes.prefix(filled))
  }
}

/// Why a file could not be opened, read, written or locked.
public enum FileError: Error, Equatable, Sendable {
  /// There is no such file.
  case missing
  /// It, or its directory, is a symbolic link, which is never followed.
  case symbolicLink
  /// It is a directory, a pipe or a device.
  case notRegular
  /// It belongs to another user.
  case foreignOwner
  /// Group or others may use it; `mode` has the permission bits.
  case openToOthers(mode: UInt32)
  /// It is longer than anything Pick writes there.
  case tooLarge
  /// Another process holds its lock longer than the time limit.
  case locked
  /// The disk is full or read-only, or something else went wrong underneath.
  case inputOutput(code: Int32)

  init(errno code: Int32) {
    switch code {
    case ENOENT: self = .missing
    case ELOOP: self = .symbolicLink
    default: self = .inputOutput(code: code)
    }
  }

  /// The system's number for it; `EINVAL` for what the system did not refuse.
  package var errno: Int32 {
    switch self {
    case .missing: ENOENT
    case .symbolicLink: ELOOP
    case .inputOutput(let code): code
    case .notRegular, .foreignOwner, .openToOthers, .tooLarge, .locked: EINVAL
    }
  }
}
