import Glibc

/// Draws pictures in a child process.
///
/// The script goes through standard input, the picture comes from standard output. The child has an
/// environment of its own, reads no file of the user's, and is ended when it takes too long.
package struct Gnuplot: Sendable {
  /// Why there is no picture.
  package enum Trouble: Error, Equatable, Sendable {
    /// The program could not be started.
    case notStarted
    /// The script is longer than what a pipe holds.
    case tooLong
    /// The time was up, or the picture too large.
    case outOfBounds
    /// The program ended with a status that is not 0.
    case failed(status: Int32)
    /// What it wrote is no picture.
    case noPicture
  }

  /// Bytes of the longest script: what a pipe of Linux holds, so that writing never waits.
  private static let longestScript = 60_000
  /// Bytes of the largest answer.
  private static let longestAnswer = 8 << 20

  /// The program.
  let path: String
  private let milliseconds: Int64

  /// A gnuplot at a path.
  ///
  /// - Parameters:
  ///   - path: the program.
  ///   - milliseconds: how long it may take for one picture.
  package init(path: String, milliseconds: Int64 = 20_000) {
    self.path = path
    self.milliseconds = milliseconds
  }

  /// The one of the system; `nil` where it is not installed.
  package static var installed: Gnuplot? {
    let places: [String] = ["/usr/bin/gnuplot", "/usr/local/bin/gnuplot"]
    return places.first { access($0, X_OK) == 0 }.map { Gnuplot(path: $0) }
  }

  /// What gnuplot writes for a script.
  package func output(of script: String) throws(Trouble) -> String {
    let bytes = Array(script.utf8)
    guard bytes.count <= Self.longestScript else { throw .tooLong }
    let input = try Pipe()
    let answer = try Pipe()
    // Written before the child begins: nothing can end early and leave us with a broken pipe.
    _ = fcntl(input.writing, F_SETFL, O_NONBLOCK)
    let written = bytes.withUnsafeBytes { write(input.writing, $0.baseAddress, $0.count) }
    input.closeWriting()
    guard written == bytes.count else { throw .tooLong }
    guard let child = start(reading: input.reading, writing: answer.writing) else {
      throw .notStarted
    }
    input.closeReading()
    answer.closeWriting()
    let read = read(answer.reading)
    if read == nil { kill(child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    guard let read else { throw .outOfBounds }
    guard status == 0 else { throw .failed(status: status) }
    return String(decoding: read, as: UTF8.self)
  }

  private func start(reading: Int32, writing: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, reading, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, writing, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads of tasks block signals; a child must not, or it could not be interrupted.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    // -d: no file of the user's is read.
    let words: [String] = [path, "-d", "-"]
    let variables: [String] = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent"]
    var arguments = words.map { strdup($0) } + [nil]
    var environment = variables.map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let result = posix_spawn(&process, path, &actions, &attributes, &arguments, &environment)
    return result == 0 ? process : nil
  }

  /// Reads to the end; `nil` when the time is up or there is too much.
  private func read(_ descriptor: Int32) -> [UInt8]? {
    let end = Self.now + milliseconds
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= Self.longestAnswer {
      let left = end - Self.now
      guard left > 0 else { return nil }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, Int32(min(left, 60_000)))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return nil }
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
    return nil
  }

  /// Milliseconds of a clock that only goes forward.
  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

/// Two connected descriptors that children do not inherit; closed with the value.
private final class Pipe {
  private(set) var reading: Int32
  private(set) var writing: Int32

  init() throws(Gnuplot.Trouble) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .notStarted }
    (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  deinit {
    closeReading()
    closeWriting()
  }

  func closeReading() {
    if reading >= 0 { close(reading) }
    reading = -1
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }
}
