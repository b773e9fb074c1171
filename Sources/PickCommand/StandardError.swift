import Glibc

/// The output for messages to a person; results and screens go to standard output.
package enum StandardError {
  package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// The columns of the terminal; `nil` where there is none or it does not say.
  @Sendable package static func columns() -> Int? {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  @Sendable package static func write(_ text: String) { write(Array(text.utf8)) }

  /// Writes a line with one call where possible, so that lines of several processes do not mix.
  @Sendable package static func write(_ line: [UInt8]) {
    var rest = line[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }
}
