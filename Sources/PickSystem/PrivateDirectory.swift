import Glibc
import PickModel

/// The directory of private files.
public struct PrivateDirectory: Sendable {
  /// The access to it.
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

  package func open() throws(FileError) -> OpenFile {
    let directory = try Files.open(
      path, for: .directory, links: access == .owner ? .refused : .followed)
    if access == .owner { try close(directory) }
    return directory
  }

  /// What is in it, in no order; `.` and `..` are not.
  package func names() throws(FileError) -> [String] { try Files.names(in: try open()) }

  /// Makes the directory and its missing parents, for the owner only, then opens it.
  func makeAndOpen() throws(FileError) -> OpenFile {
    do { return try open() } catch .missing {}
    var end = path.startIndex
    while end != path.endIndex {
      end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      guard mkdir(String(path[..<end]), 0o700) == 0 || errno == EEXIST || errno == EISDIR else {
        throw FileError(errno: errno)
      }
    }
    return try open()
  }

  /// Takes the permissions of group and others away from our own directory.
  private func close(_ directory: borrowing OpenFile) throws(FileError) {
    let status = try directory.status()
    guard status.st_uid == geteuid() else { throw .foreignOwner }
    guard status.st_mode & 0o077 != 0 else { return }
    guard fchmod(directory.descriptor, 0o700) == 0 else {
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
  public func files() throws(FileError) -> [Entry] {
    let parent: OpenFile
    do { parent = try open() } catch .missing { return [] }
    var entries: [Entry] = []
    for name in try Files.names(in: parent) {
      var status = stat()
      guard fstatat(parent.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
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
    utimensat(parent.descriptor, name, nil, AT_SYMLINK_NOFOLLOW)
  }

  /// Removes the files in it, and the directory when nothing else is left.
  public func erase() throws(FileError) {
    for file in try files() { try PrivateFile(file.name, in: self).remove() }
    rmdir(path)
  }

  /// The directories in it whose names begin with `prefix`.
  public func directories(withPrefix prefix: String) -> [PrivateDirectory] {
    guard let parent = try? open(), let names = try? Files.names(in: parent) else { return [] }
    return names.filter { $0.hasPrefix(prefix) }.map { PrivateDirectory(path + "/" + $0) }
  }
}
