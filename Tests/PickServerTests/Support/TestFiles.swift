import Foundation
import Glibc
import PickTestSupport

/// Files of a test with the rights it needs.
enum PlainFile {
  static func write(_ text: String, to path: String, mode: Int) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }
}

/// A file system of a few MiB in memory, mounted for one test; only root can have one.
final class TinyDisk {
  let path: String
  private let scratch: ScratchDirectory

  /// Whether this user may have one, which is tried.
  static let isPossible = (try? TinyDisk(mebibytes: 1)) != nil

  struct NotMounted: Error { let errno: Int32 }

  /// Mounts it.
  init(mebibytes: Int) throws {
    scratch = try ScratchDirectory()
    path = scratch.path
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(mebibytes)m") == 0 else {
      throw NotMounted(errno: errno)
    }
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  /// Takes all room there is.
  func fill() throws {
    let file = open(path + "/filler", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(file) }
    let block = [UInt8](repeating: 1, count: 4096)
    while write(file, block, block.count) > 0 {}
  }

  /// Gives it back.
  func makeRoom() { unlink(path + "/filler") }

  /// Allows nobody to write any more.
  func makeReadOnly() -> Bool {
    mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0
  }
}
