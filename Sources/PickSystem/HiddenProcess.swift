package import Glibc

/// A process of one of Pick's programs that works out of sight: it sees no terminal, gets none of its
/// signals, and says nothing.
package struct HiddenProcess: Sendable {
  /// Its number.
  package let id: pid_t

  /// Starts one; `nil` when the system starts none, and `errno` says why.
  ///
  /// - Parameters:
  ///   - executable: the program's file.
  ///   - words: what it is called with.
  ///   - input: what it reads as its standard input; this process keeps its own end.
  package init?(_ executable: String, _ words: [String], input: Int32) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A session of its own (0x80): keys that stop or interrupt the screen are not for it. Threads of
    // tasks block all signals; the process must not, or it could not be terminated.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(0x80 | POSIX_SPAWN_SETSIGMASK))
    var arguments = ([executable] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let result = posix_spawn(&process, executable, &actions, &attributes, &arguments, environ)
    guard result == 0 else {
      errno = result
      return nil
    }
    id = process
  }
}
