import Glibc
import Synchronization

/// An advisory lock that its process holds until it lets go, or dies.
public final class PrivateFileLock: Sendable {
  private let descriptor: Mutex<Int32?>

  init(_ number: Int32) { descriptor = Mutex(number) }

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
  public func tryLock() throws(PrivateFileError) -> PrivateFileLock {
    let parent = try directory.makeAndOpen()
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    let number = openat(parent.number, name + ".lock", flags, Self.mode)
    guard number >= 0 else { throw PrivateFileError(errno: errno) }
    let lock = PrivateFileLock(number)
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      throw errno == EWOULDBLOCK ? .locked : PrivateFileError(errno: errno)
    }
    return lock
  }
}
