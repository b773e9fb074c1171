import Glibc

/// The directory of private files.
public struct PrivateDirectory: Sendable {
  /// Who may enter it.
  public enum Access: Sendable {
    /// Only its owner: others' permissions are taken away, another user's directory is refused.
    case owner
    /// Whoever may; only the files in it are private.
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

  /// Takes everybody else's permissions away from our own directory.
  private func close(_ directory: borrowing OwnedDescriptor) throws(PrivateFileError) {
    let status = try directory.status()
    guard status.st_uid == geteuid() else { throw .foreignOwner }
    guard status.st_mode & 0o077 != 0 else { return }
    guard fchmod(directory.number, 0o700) == 0 else {
      throw .openToOthers(mode: UInt32(status.st_mode & 0o7777))
    }
  }
}
