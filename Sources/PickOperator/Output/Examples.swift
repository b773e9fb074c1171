extension String {
  /// This discussion of a command, followed by command lines that do something.
  func examples(_ lines: String...) -> String {
    let list = "Examples:\n" + lines.map { "  \($0)" }.joined(separator: "\n")
    return isEmpty ? list : "\(self)\n\n\(list)"
  }
}
