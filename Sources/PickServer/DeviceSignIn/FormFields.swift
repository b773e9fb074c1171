/// The fields of a submitted form (`application/x-www-form-urlencoded`) or of a query.
///
/// What cannot be decoded is passed over, and of a field that is there twice the first counts: a
/// page answers with a sentence, not with a problem.
struct FormFields: Sendable {
  private static let countLimit = 16
  private var values: [String: String] = [:]

  init(_ text: String) {
    for pair in text.split(separator: "&").prefix(Self.countLimit) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let name = PercentDecoding.decode(parts[0], plusIsSpace: true),
        let value = PercentDecoding.decode(parts[1], plusIsSpace: true), values[name] == nil
      else { continue }
      values[name] = value
    }
  }

  /// The value of a field.
  subscript(name: String) -> String? { values[name] }
}
