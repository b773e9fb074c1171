import Glibc

/// Writes bytes whole, whatever state the terminal is in.
enum TerminalWriter {
  /// Writes all bytes, with one call where the terminal takes them.
  ///
  /// - Parameters:
  ///   - bytes: what to write.
  ///   - descriptor: where to.
  /// - Returns: `false` when the terminal is gone.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count > 0 {
        written += count
      } else if count < 0, errno == EAGAIN {
        // Somebody made the shared terminal non-blocking.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        if poll(&waiting, 1, -1) < 0, errno != EINTR { return false }
      } else if count < 0, errno != EINTR {
        return false
      }
    }
    return true
  }
}
