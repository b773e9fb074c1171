import Glibc
import PickModel

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
