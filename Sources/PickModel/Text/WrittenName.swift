/// A title's name as catalogues and files write it, "Godfather, The (1972)", taken apart.
public struct WrittenName: Equatable, Sendable {
  /// The name without the year, its article in front: "The Godfather".
  public let name: String
  /// The year; `nil` when the name ends in none.
  public let year: Int?

  /// Reads a name in either form; blanks around it do not belong to it.
  public init(_ text: String) {
    let open = text.lastIndex(of: "(")
    var (rest, found) = (text, Int?.none)
    if text.hasSuffix(")"), let open, let year = Self.year(text[open...]) {
      let before = Self.trimmed(text[..<open])
      if !before.isEmpty { (rest, found) = (before, year) }
    }
    name = Self.articlesInFront(rest)
    year = found
  }

  /// The first year of "(1995)", "(2006–2007)" and "(2015-)".
  private static func year(_ brackets: Substring) -> Int? {
    let inside = brackets.dropFirst().dropLast()
    let digits = inside.prefix(4)
    guard digits.utf8.count == 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
      inside.dropFirst(4).allSatisfy({ $0.isNumber || "-–".contains($0) }),
      let year = Int(digits), (1870...2100).contains(year)
    else { return nil }
    return year
  }

  /// The name with each article where it is spoken, in brackets too: "City of Lost Children, The (Cité
  /// des enfants perdus, La)".
  private static func articlesInFront(_ name: String) -> String {
    var result = ""
    var part = ""
    for character in name {
      guard character == "(" || character == ")" else {
        part.append(character)
        continue
      }
      result += inFront(part) + String(character)
      part = ""
    }
    return trimmed((result + inFront(part))[...])
  }

  /// "Godfather, The " as "The Godfather "; blanks around it stay.
  private static func inFront(_ part: String) -> String {
    let lead = part.prefix { $0 == " " }
    var core = part.dropFirst(lead.count)
    var tail = ""
    while core.last == " " {
      core.removeLast()
      tail += " "
    }
    guard let comma = core.lastIndex(of: ","), comma > core.startIndex else { return part }
    let article = core[core.index(after: comma)...].drop { $0 == " " }
    guard articles.contains(article.lowercased()) else { return part }
    let isElided = article.last == "'" || article.last == "’"
    return lead + article + (isElided ? "" : " ") + core[..<comma] + tail
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// English, French, German, Spanish, Italian, Portuguese, Dutch and Scandinavian ones.
  private static let articles: Set<String> = [
    "the", "a", "an", "le", "la", "les", "l'", "l’", "un", "une", "der", "die", "das", "ein",
    "eine",
    "el", "los", "las", "lo", "il", "i", "gli", "uno", "una", "o", "os", "as", "um", "uma", "de",
    "het", "een", "den", "det", "en", "et",
  ]
}
