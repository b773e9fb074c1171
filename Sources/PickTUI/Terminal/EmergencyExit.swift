import Glibc

/// Restores the terminal when the program crashes or calls `exit`.
///
/// Handlers run at any moment, so they only read memory that was filled before they were installed
/// and call functions that POSIX allows in a handler (`write`, `tcsetattr`, `sigaction`, `raise`).
enum EmergencyExit {
  private struct State {
    var isArmed: sig_atomic_t = 0
    var terminal: Int32 = -1
    var settings = termios()
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
  }

  /// Allocated once and never freed.
  ///
  /// Invariant: everything but `isArmed` is written before
  /// `isArmed` becomes 1 and not changed while it is 1, so a handler on any thread reads whole values.
  nonisolated(unsafe) private static let state: UnsafeMutablePointer<State> = {
    let pointer = UnsafeMutablePointer<State>.allocate(capacity: 1)
    pointer.initialize(to: State())
    return pointer
  }()

  private static let crashes = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS]

  /// From now on a crash or exit writes `bytes` and restores the terminal's settings.
  static func arm(terminal: Int32, settings: termios, bytes: [UInt8]) {
    state.pointee.terminal = terminal
    state.pointee.settings = settings
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    copy.initialize(from: bytes, count: bytes.count)
    state.pointee.bytes = copy
    state.pointee.count = bytes.count
    state.pointee.isArmed = 1
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signal in
      EmergencyExit.giveBack()
      // The handler is gone (`SA_RESETHAND`): the signal ends the program when this one returns.
      raise(signal)
    }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    for signal in crashes { sigaction(signal, &action, nil) }
    atexit { EmergencyExit.giveBack() }
  }

  /// The terminal was restored regularly; nothing is left to do at exit.
  static func disarm() {
    state.pointee.isArmed = 0
    for signal in crashes { Glibc.signal(signal, SIG_DFL) }
  }

  private static func giveBack() {
    guard state.pointee.isArmed == 1 else { return }
    state.pointee.isArmed = 0
    if let bytes = state.pointee.bytes {
      _ = write(state.pointee.terminal, bytes, state.pointee.count)
    }
    _ = tcsetattr(state.pointee.terminal, TCSANOW, &state.pointee.settings)
  }
}
