import Dispatch
import Glibc
import Synchronization

/// A process this one started and has not yet waited for.
final class ChildProcess: Sendable {
  let id: pid_t
  /// Whether its number may by now be another process's.
  private let isGone = Mutex(false)

  init(_ id: pid_t) { self.id = id }

  /// Waits for its end, which cancelling the task asks it for; call it once.
  ///
  /// - Returns: its exit status; −1 when a signal ended it.
  func end() async -> Int32 {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A thread that sleeps in the kernel; those of the tasks must not.
        DispatchQueue(label: "pick.child").async { continuation.resume(returning: self.wait()) }
      }
    } onCancel: {
      isGone.withLock { isGone in if !isGone { kill(id, SIGTERM) } }
    }
  }

  private func wait() -> Int32 {
    // Its end is awaited without the lock, and taken note of under it.
    var information = siginfo_t()
    while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    return isGone.withLock { isGone in
      isGone = true
      var status: Int32 = 0
      guard waitpid(id, &status, 0) == id else { return -1 }
      return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
    }
  }
}
