public import PickModel

/// A title with all that is known of it, but for synopsis, cast and parts.
public struct TitlePayload: Hashable, Sendable, Codable {
  /// The title.
  public let id: WireIdentifier<Title>
  /// Its name in the catalogue's language.
  public let name: String
  /// Its English name.
  public let englishName: String?
  /// Film or series.
  public let kind: WireName<Title.Kind>
  /// Its page.
  public let category: WireName<Category>?
  /// Genres, the main one first.
  public let genres: [GenrePayload]
  /// Year of release.
  public let year: Int?
  /// Youngest age.
  public let ageRating: AgeRating?
  /// The first instant it may be offered.
  public let availableFrom: Instant?
  /// The first instant it may no longer be offered.
  public let availableUntil: Instant?
  /// When it came into the catalogue.
  public let addedAt: Instant

  /// A title.
  public init(_ title: Title) {
    id = WireIdentifier(title.id)
    name = title.name.original
    englishName = title.name.english
    kind = WireName(title.kind)
    category = title.category.map(WireName.init)
    genres = title.genres.map(GenrePayload.init)
    year = title.year
    ageRating = title.ageRating
    availableFrom = title.availability.start
    availableUntil = title.availability.end
    addedAt = title.addedAt
  }

  /// The title.
  public var title: Title {
    Title(
      id: id.value, name: LocalizedText(name, english: englishName), kind: kind.value,
      category: category?.value, genres: genres.map(\.genre), year: year, ageRating: ageRating,
      availability: Availability(start: availableFrom, end: availableUntil), addedAt: addedAt)
  }

  private enum CodingKeys: String, CodingKey {
    case id, name, kind, category, genres, year
    case englishName = "name_en"
    case ageRating = "age_rating"
    case availableFrom = "available_from"
    case availableUntil = "available_until"
    case addedAt = "added_at"
  }
}
