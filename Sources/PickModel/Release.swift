import CPickVersion

/// The version that `--version` prints and the server reports.
public enum Release {
  /// The version, as in "1.2.3".
  public static let version = PICK_VERSION

  /// The commit in twelve letters, "+" behind it when files differed from it; `nil` in a build that
  /// `scripts/build` did not make.
  public static let commit: String? = {
    let text = String(cString: pick_commit())
    return text.isEmpty ? nil : text
  }()

  /// The line of `--version`: "pick 1.2.3 (0123456789ab)".
  public static func line(of program: String) -> String {
    "\(program) \(version) (\(commit ?? "development build"))"
  }
}
