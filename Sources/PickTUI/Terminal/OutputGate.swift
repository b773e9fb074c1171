import CNcurses
import Glibc

/// Collects what ncurses writes for one frame and hands it to the terminal in one `write`.
///
/// ncurses paints a frame in 6 to 14 writes. It writes to a descriptor of its own, which points to
/// a file in memory while ncurses works and to the terminal otherwise.
struct OutputGate {
  /// The descriptor ncurses writes to.
  let descriptor: Int32
  private let terminal: Int32
  private let memory: Int32

  /// Begins and ends a synchronised update: the terminal shows all of a frame at once.
  private static let begin = Array("\u{1B}[?2026h".utf8)
  private static let end = Array("\u{1B}[?2026l".utf8)

  /// A gate before the terminal; `nil` when descriptors have run out.
  init?(terminal: Int32) {
    let kept = fcntl(terminal, F_DUPFD_CLOEXEC, 3)
    let descriptor = fcntl(terminal, F_DUPFD_CLOEXEC, 3)
    let memory = pick_memfd()
    guard kept >= 0, descriptor >= 0, memory >= 0 else { return nil }
    (self.terminal, self.descriptor, self.memory) = (kept, descriptor, memory)
  }

  /// Runs `work` and writes what it drew.
  ///
  /// - Parameters:
  ///   - isFrame: whether the output is wrapped in a synchronised update.
  ///   - after: bytes to write behind what was drawn, within the update.
  ///   - prefix: bytes to write before.
  ///   - suffix: bytes to write after.
  ///   - rewrite: changes the bytes before they are written.
  ///   - work: calls ncurses.
  /// - Returns: what was written; `nil` when the terminal did not take everything.
  func passing(
    isFrame: Bool = false, after: [UInt8] = [], prefix: String = "", suffix: String = "",
    rewrite: (([UInt8]) -> [UInt8])? = nil, _ work: () -> Void
  ) -> Passed? {
    point(to: memory)
    work()
    point(to: terminal)
    var bytes = collected()
    if isFrame { bytes = RenditionFilter.reduced(bytes) }
    if let rewrite { bytes = rewrite(bytes) }
    bytes += after
    if bytes.isEmpty, prefix.isEmpty, suffix.isEmpty { return Passed(bytes: 0, writes: 0) }
    if isFrame { bytes = Self.begin + bytes + Self.end }
    let all = Array(prefix.utf8) + bytes + Array(suffix.utf8)
    return TerminalWriter.write(all, to: terminal).map { Passed(bytes: all.count, writes: $0) }
  }

  /// Output that the terminal took.
  struct Passed {
    let bytes: Int
    let writes: Int
  }

  private func point(to target: Int32) {
    _ = pick_point(target, descriptor)
  }

  /// The bytes written to memory since the last call; the next frame overwrites them.
  private func collected() -> [UInt8] {
    let length = Int(lseek(memory, 0, SEEK_CUR))
    guard length > 0 else { return [] }
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      count = max(0, pread(memory, buffer.baseAddress, length, 0))
    }
    lseek(memory, 0, SEEK_SET)
    return bytes
  }

  /// Closes the descriptors; the one of ncurses is ncurses' to close.
  func close() {
    Glibc.close(terminal)
    Glibc.close(memory)
  }
}

/// Writes all bytes to a descriptor, also to one that is non-blocking.
enum TerminalWriter {
  /// Writes all bytes, with one call where the terminal takes them.
  ///
  /// - Parameters:
  ///   - bytes: what to write.
  ///   - descriptor: where to.
  /// - Returns: the calls it took; `nil` when the terminal is gone.
  @discardableResult
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int? {
    var written = 0
    var calls = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count > 0 {
        written += count
        calls += 1
      } else if count < 0, errno == EAGAIN {
        // Another program made the shared terminal non-blocking.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        if poll(&waiting, 1, -1) < 0, errno != EINTR { return nil }
      } else if count < 0, errno != EINTR {
        return nil
      }
    }
    return calls
  }
}
