import PickModel

/// A movie's name and year, from "Godfather, The (1972)".
struct MovieLensName: Equatable {
  /// The name without the year, its article in front.
  let name: String
  /// The year; `nil` when the name ends in none.
  let year: Int?

  init(_ field: String) {
    let written = WrittenName(field)
    (name, year) = (ImportedText.cleaned(written.name), written.year)
  }
}
