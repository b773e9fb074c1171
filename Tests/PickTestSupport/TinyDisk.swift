import Glibc

/// A file system of a few MiB in memory, mounted for one test; only root can have one.
public final class TinyDisk {
  /// Where it is.
  public let path: String
  private let scratch: ScratchDirectory

  /// Whether this user may have one, which is tried.
  public static let isPossible = (try? TinyDisk(mebibytes: 1)) != nil

  /// Why there is none.
  struct NotMounted: Error { let errno: Int32 }

  /// Mounts it.
  public init(mebibytes: Int) throws {
    scratch = try ScratchDirectory()
    path = scratch.path
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(mebibytes)m") == 0 else {
      throw NotMounted(errno: errno)
    }
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  /// Takes all room there is.
  public func fill() throws {
    let file = open(path + "/filler", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(file) }
    let block = [UInt8](repeating: 1, count: 4096)
    while write(file, block, block.count) > 0 {}
  }

  /// Gives it back.
  public func makeRoom() { unlink(path + "/filler") }

  /// Refuses all further writing.
  public func makeReadOnly() -> Bool {
    mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0
  }
}
