import PickModel

/// Where results go.
enum StandardOutput {
  /// Prints lines for a person; names in them come from outside and must not steer a terminal.
  static func show(_ lines: String) {
    for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
      print(DisplayText.sanitized(String(line)))
    }
  }
}
