/// A movie's name and year, from "Toy Story (1995)".
struct MovieLensName: Equatable {
  /// The name without the year.
  let name: String
  /// The year; `nil` when the name ends in none.
  let year: Int?

  init(_ field: String) {
    let open = field.lastIndex(of: "(")
    guard field.hasSuffix(")"), let open, let year = Self.year(field[open...]) else {
      (name, self.year) = (field, nil)
      return
    }
    let rest = ImportedText.cleaned(String(field[..<open]))
    (name, self.year) = rest.isEmpty ? (field, nil) : (rest, year)
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
}
