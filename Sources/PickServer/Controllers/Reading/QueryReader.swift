import Hummingbird
import PickAPI
import PickModel

/// Takes the parameters of a query, each at most once; whatever is left was not expected.
struct QueryReader {
  private var parameters: [String: String] = [:]

  /// The parameters of a request's target.
  init(_ request: Request) throws(Problem) {
    for pair in (request.uri.query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentDecoding.decode(parts[0], plusIsSpace: true),
        OutsideName.isPlain(name),
        let value = PercentDecoding.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: true),
        parameters.updateValue(value, forKey: name) == nil
      else { throw Problem(.invalidParameter) }
    }
  }

  /// A text of so many Unicode scalars, without NUL.
  mutating func text(_ name: String, _ lengths: ClosedRange<Int>) throws(Problem) -> String {
    guard let text = parameters.removeValue(forKey: name),
      lengths.contains(text.unicodeScalars.count), !text.unicodeScalars.contains("\0")
    else { throw Problem(.invalidParameter, field: name) }
    return text
  }

  /// Printable ASCII of at most `limit` bytes.
  mutating func word(_ name: String, _ limit: Int) throws(Problem) -> String {
    guard let text = parameters.removeValue(forKey: name), !text.isEmpty,
      OutsideName.isPlain(text, limit: limit)
    else { throw Problem(.invalidParameter, field: name) }
    return text
  }

  /// A whole number within a range; `standard` when it is left out.
  mutating func integer(_ name: String, _ range: ClosedRange<Int>, standard: Int)
    throws(Problem) -> Int
  {
    guard let text = parameters.removeValue(forKey: name) else { return standard }
    guard let number = Int(text), range.contains(number) else {
      throw Problem(.invalidParameter, field: name)
    }
    return number
  }

  /// Refuses parameters nobody asked for.
  func end() throws(Problem) {
    guard parameters.isEmpty else { throw Problem(.invalidParameter) }
  }
}
