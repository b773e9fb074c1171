import PickModel

/// Where results go.
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
