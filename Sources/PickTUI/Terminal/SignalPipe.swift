import Glibc

/// Turns signals into bytes of a pipe, which an event source can read.
enum SignalPipe {
  /// Written once before a handler is installed; a handler only loads it.
  nonisolated(unsafe) private static let writeEnd: UnsafeMutablePointer<Int32> = {
    let pointer = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    pointer.initialize(to: -1)
    return pointer
  }()

  private static let known = [
    SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGPIPE,
  ]
  /// Other signals that end a program by default and are no crash, with the real-time ones; the C
  /// library keeps the first two of those.
  private static let others =
    [
      SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGPOLL, SIGPWR, SIGSTKFLT,
    ] + Array(__libc_current_sigrtmin()...__libc_current_sigrtmax())
  /// The signals that become bytes.
  static let forwarded = known + others
  private static let leaving = [SIGINT, SIGQUIT, SIGTSTP]

  /// Installs the handlers, before ncurses could install its own.
  ///
  /// - Parameter ignoresLeaving: whether interrupt, quit and stop are ignored.
  /// - Returns: the descriptor that the numbers of signals can be read from; `nil` when
  ///   descriptors have run out.
  static func open(ignoresLeaving: Bool) -> Int32? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    writeEnd.pointee = ends[1]
    for signal in forwarded {
      if ignoresLeaving, leaving.contains(signal) {
        Glibc.signal(signal, SIG_IGN)
      } else {
        forward(signal)
      }
    }
    return ends[0]
  }

  /// Sends a signal to the pipe from now on.
  private static func forward(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signal in
      let before = errno
      var byte = UInt8(truncatingIfNeeded: signal)
      _ = write(SignalPipe.writeEnd.pointee, &byte, 1)
      errno = before
    }
    action.sa_flags = SA_RESTART
    sigaction(signal, &action, nil)
  }

  /// The signals that came since the last call; nothing waits.
  static func read(from descriptor: Int32) -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 256)
    var signals: [Int32] = []
    while true {
      let count = Glibc.read(descriptor, &bytes, bytes.count)
      guard count > 0 else { return signals }
      signals += bytes[..<count].map(Int32.init)
    }
  }

  /// Lets every signal do what it does by itself again.
  static func close(_ descriptor: Int32) {
    for signal in forwarded { Glibc.signal(signal, SIG_DFL) }
    Glibc.close(descriptor)
    Glibc.close(writeEnd.pointee)
    writeEnd.pointee = -1
  }

  /// Stops the program as Ctrl-Z does, with everything it was started with; returns on SIGCONT.
  static func stop() {
    // The other processes of the group first, while this one ignores the signal; then this thread.
    Glibc.signal(SIGTSTP, SIG_IGN)
    kill(0, SIGTSTP)
    Glibc.signal(SIGTSTP, SIG_DFL)
    // The terminal's thread blocks signals: a blocked stop would wait for ever.
    var (stop, blocked) = (sigset_t(), sigset_t())
    sigemptyset(&stop)
    sigaddset(&stop, SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &stop, &blocked)
    pthread_kill(pthread_self(), SIGTSTP)
    pthread_sigmask(SIG_SETMASK, &blocked, nil)
    forward(SIGTSTP)
  }
}
