import Glibc
import PickCommand
import PickModel

/// A buffered output for long results.
final class TextSink {
  private var pending: [UInt8] = []
  private let write: ([UInt8]) throws -> Void

  init(_ write: @escaping ([UInt8]) throws -> Void) { self.write = write }

  /// Standard output; a disk that is full ends the command.
  static func standardOutput() -> TextSink {
    TextSink { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        guard written >= 0 || errno == EINTR else {
          let reason = String(cString: strerror(errno))
          throw Failure(.inputOutput, "Standard output cannot be written: \(reason).")
        }
        rest = rest.dropFirst(max(0, written))
      }
    }
  }

  /// Adds what is safe to show already.
  func add(_ text: String) throws { try add(Array(text.utf8)) }

  /// Adds bytes of what is safe to show already.
  func add(_ bytes: [UInt8]) throws {
    pending += bytes
    guard pending.count >= 1 << 16 else { return }
    try end()
  }

  /// Writes what is left.
  func end() throws {
    try write(pending)
    pending.removeAll(keepingCapacity: true)
  }
}

extension String {
  /// The text as one field of CSV: free of what could steer a terminal, quoted where it must be.
  var csvField: String {
    let safe = DisplayText.sanitized(self)
    guard safe.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D })
    else { return safe }
    // By scalars: a mark behind a quotation mark makes one character of both.
    var field = "\""
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { field.unicodeScalars.append("\"") }
      field.unicodeScalars.append(scalar)
    }
    field.unicodeScalars.append("\"")
    return field
  }
}

/// The output for results.
enum StandardOutput {
  /// Prints lines for a person; names in them come from outside and must not steer a terminal.
  ///
  /// - Throws: `Failure` when standard output cannot be written; nothing is lost in silence.
  static func show(_ lines: String) throws {
    let sink = TextSink.standardOutput()
    for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
      try sink.add(DisplayText.sanitized(String(line)) + "\n")
    }
    try sink.end()
  }
}
