import Dispatch
import Glibc
import Logging
import PickSystem
import PickTUI
import Synchronization

/// Trains a model in a low-priority process of this program itself when that is due: none can serve, or
/// the one that does is of a month that is over (`MachineTraining`).
///
/// The process ends when this one closes its end of a pipe, so it does not outlive Pick. A lock beside
/// the models prevents two processes from training at the same time.
struct TrainingProcess: ModelTrainer {
  let executable: String
  let database: String
  let log: Logger
  /// Whether a model should be trained now.
  let isDue: @Sendable () async -> Bool
  /// Swaps a published model in; says whether home is another one for it.
  let reload: @Sendable () -> Bool

  func train() async -> Bool {
    guard await isDue() else { return false }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    let started = HiddenProcess(executable, ["train-model", database], input: ends[0])
    let reason = errno
    close(ends[0])
    guard let process = started.map({ ChildProcess($0.id) }) else {
      log.warning("training not started", metadata: ["errno": "\(reason)"])
      return false
    }
    log.info("training", metadata: ["child": "\(process.id)"])
    let status = await process.end()
    log.info("trained", metadata: ["status": "\(status)"])
    return status == 0 && reload()
  }
}

/// A process this one started and has not yet waited for.
private final class ChildProcess: Sendable {
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
