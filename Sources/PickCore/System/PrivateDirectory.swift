import Glibc
import PickModel

/// The directory of private files.
public struct PrivateDirectory: Sendable {
  /// Who may enter it.
  public enum Access: Sendable {
    /// Only its owner: others' permissions are taken away, another user's directory is refused.
    case owner
    /// Its permissions are left alone; only the files in it are private.
    case any
  }

  let path: String
  private let access: Access

  /// The directory at `path`; looks at nothing yet.
  public init(_ path: String, access: Access = .owner) {
    self.path = path
    self.access = access
  }

  func open() throws(PrivateFileError) -> OwnedDescriptor {
    let follow = access == .owner ? O_NOFOLLOW : 0
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | follow
    let number = Glibc.open(path, flags)
    // With both flags a link is ENOTDIR, which says less than it knows.
    if number < 0, errno == ENOTDIR, access == .owner { throw .symbolicLink }
    let directory = try OwnedDescriptor(number)
    if access == .owner { try close(directory) }
    return directory
  }

  /// What is in it, in no order; `.` and `..` are not.
  func names() throws(PrivateFileError) -> [String] {
    let directory = try open()
    // The listing closes its own descriptor.
    guard let listing = fdopendir(dup(directory.number)) else {
      throw PrivateFileError(errno: errno)
    }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Makes the directory and its missing parents, for the owner only, then opens it.
  func makeAndOpen() throws(PrivateFileError) -> OwnedDescriptor {
    do { return try open() } catch .missing {}
    var end = path.startIndex
    while end != path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      guard mkdir(String(path[..<end]), 0o700) == 0 || errno == EEXIST || errno == EISDIR else {
        throw PrivateFileError(errno: errno)
      }
    }
    return try open()
  }

  /// Takes the permissions of group and others away from our own directory.
  private func close(_ directory: borrowing OwnedDescriptor) throws(PrivateFileError) {
    let status = try directory.status()
    guard status.st_uid == geteuid() else { throw .foreignOwner }
    guard status.st_mode & 0o077 != 0 else { return }
    guard fchmod(directory.number, 0o700) == 0 else {
      throw .openToOthers(mode: UInt32(status.st_mode & 0o7777))
    }
  }
}

extension PrivateDirectory {
  /// A file of a directory, by what clearing up needs to know.
  public struct Entry: Equatable, Sendable {
    /// Its name.
    public let name: String
    /// Its length.
    public let byteCount: Int
    /// When it was written or touched last, in nanoseconds since 1970.
    public let usedAt: Int64
  }

  /// The regular files in it, in no order; none when there is no such directory.
  public func files() throws(PrivateFileError) -> [Entry] {
    let parent: OwnedDescriptor
    do { parent = try open() } catch .missing { return [] }
    var entries: [Entry] = []
    for name in try Self.names(in: parent) {
      var status = stat()
      guard fstatat(parent.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { continue }
      let used = Int64(status.st_mtim.tv_sec).times(1_000_000_000)
        .plus(Int64(status.st_mtim.tv_nsec))
      entries.append(Entry(name: name, byteCount: Int(status.st_size), usedAt: used))
    }
    return entries
  }

  /// Says that a file was used just now.
  public func touch(_ name: String) {
    guard let parent = try? open() else { return }
    utimensat(parent.number, name, nil, AT_SYMLINK_NOFOLLOW)
  }

  /// Removes the files in it, and the directory when nothing else is left.
  public func erase() throws(PrivateFileError) {
    for file in try files() { try PrivateFile(file.name, in: self).remove() }
    rmdir(path)
  }

  /// The directories in it whose names begin with `prefix`.
  public func directories(withPrefix prefix: String) -> [PrivateDirectory] {
    guard let parent = try? open(), let names = try? Self.names(in: parent) else { return [] }
    return names.filter { $0.hasPrefix(prefix) }.map { PrivateDirectory(path + "/" + $0) }
  }

  private static func names(in parent: borrowing OwnedDescriptor) throws(PrivateFileError)
    -> [String]
  {
    // The stream closes its descriptor; the directory's own stays with its owner.
    guard let stream = fdopendir(openat(parent.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    else { throw PrivateFileError(errno: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
