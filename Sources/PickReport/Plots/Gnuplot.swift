import Glibc
import PickSystem

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
    // -d: no file of the user's is read.
    let variables: [String] = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent"]
    guard
      let child = HiddenProcess(
        path, ["-d", "-"], input: input.reading, output: answer.writing, variables: variables)
    else { throw .notStarted }
    input.closeReading()
    answer.closeWriting()
    let read = read(answer.reading)
    if read == nil { kill(child.id, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child.id, &status, 0) < 0, errno == EINTR {}
    guard let read else { throw .outOfBounds }
    guard status == 0 else { throw .failed(status: status) }
    return String(decoding: read, as: UTF8.self)
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
