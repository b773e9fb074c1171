package import Glibc

/// A process that works out of sight: it sees no terminal, gets none of its signals, and says nothing
/// but to who started it.
package struct HiddenProcess: Sendable {
  /// Its number.
  package let id: pid_t

  /// Starts one; `nil` when the system starts none, and `errno` says why.
  ///
  /// - Parameters:
  ///   - executable: the program's file.
  ///   - words: what it is called with.
  ///   - input: what it reads as its standard input; this process keeps its own end.
  ///   - output: where its standard output goes; nowhere without one.
  ///   - variables: its environment, as `NAME=value`; that of this process without any.
  package init?(
    _ executable: String, _ words: [String], input: Int32, output: Int32? = nil,
    variables: [String]? = nil
  ) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO]
    where descriptor == STDERR_FILENO || output == nil {
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
    var environment = (variables ?? []).map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let result =
      variables == nil
      ? posix_spawn(&process, executable, &actions, &attributes, &arguments, environ)
      : posix_spawn(&process, executable, &actions, &attributes, &arguments, &environment)
    guard result == 0 else {
      errno = result
      return nil
    }
    id = process
  }
}
