import PickAPI
import PickModel

/// The fields of a submitted form (`application/x-www-form-urlencoded`) or of a query.
///
/// Of a field that is there twice the first counts. What no browser sends is refused: escapes that
/// decode to nothing, names that are none, more fields than any form of ours has.
struct FormFields: Sendable {
  private static let countLimit = 16
  private var values: [String: String] = [:]

  init(_ text: String) throws(Problem) {
    // Browsers escape all else. A text is compared by its normal form, whose making takes time that
    // grows with the square of a run of combining marks: it is not even split before this.
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Problem(.invalidBody)
    }
    let pairs = text.split(separator: "&")
    guard pairs.count <= Self.countLimit else { throw Problem(.invalidBody) }
    for pair in pairs {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentDecoding.decode(parts[0], plusIsSpace: true),
        OutsideName.isPlain(name),
        let value = PercentDecoding.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
      else { throw Problem(.invalidBody) }
      if values[name] == nil { values[name] = value }
    }
  }

  /// A text of so many scalars on one line; `nil` when the field is not there.
  func line(_ name: String, _ lengths: ClosedRange<Int>) throws(Problem) -> String? {
    guard let text = values[name] else { return nil }
    guard OutsideName.isLine(text, lengths) else { throw Problem(.invalidBody, field: name) }
    return text
  }

  /// A text of so many scalars without NUL, such as a password; `nil` when it is not there.
  func text(_ name: String, _ lengths: ClosedRange<Int>) throws(Problem) -> String? {
    guard let text = values[name] else { return nil }
    guard lengths.contains(text.unicodeScalars.count), !text.unicodeScalars.contains("\0") else {
      throw Problem(.invalidBody, field: name)
    }
    return text
  }

  /// One of the words a form of ours has; `nil` when the field is not there.
  func word(_ name: String) throws(Problem) -> String? {
    guard let text = values[name] else { return nil }
    guard OutsideName.isPlain(text) else { throw Problem(.invalidBody, field: name) }
    return text
  }
}
