/// Text that is markup already; whatever comes from outside gets in escaped.
struct HTML: Equatable, Sendable, ExpressibleByStringInterpolation {
  let text: String

  init(stringLiteral value: String) { text = value }

  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  private init(markup: String) { text = markup }

  /// One after the other.
  static func joined(_ parts: [HTML]) -> HTML { HTML(markup: parts.map(\.text).joined()) }

  /// Collects the literal parts as they are and everything else escaped.
  struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ markup: HTML) { text += markup.text }

    mutating func appendInterpolation(_ plain: String) { text += Self.escaped(plain) }

    /// Good between tags and inside attributes in double quotes.
    private static func escaped(_ plain: String) -> String {
      var escaped = ""
      for scalar in plain.unicodeScalars {
        switch scalar {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "\"": escaped += "&quot;"
        case "'": escaped += "&#39;"
        default: escaped.unicodeScalars.append(scalar)
        }
      }
      return escaped
    }
  }
}
