/// Splits the original's `ACTR_DISP` into names.
enum HelloPickCast {
  /// More names than this are of no use to a reader.
  static let limit = 50

  /// The names, in their order, each once.
  static func names(_ field: String) -> [String] {
    var seen: Set<String> = []
    let names = field.split { ",;|/·、，".contains($0) }.map { ImportedText.cleaned(String($0)) }
    return Array(
      names.filter { !$0.isEmpty && $0 != "-" && seen.insert($0).inserted }.prefix(limit))
  }
}
