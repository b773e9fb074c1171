/// What a viewer chooses: a film or a series (작품).
///
/// Carries what cards and candidate filters need. Synopsis, cast and episodes are in `TitlePage`.
public struct Title: Hashable, Sendable, Codable, Identifiable {
  /// Names one title.
  public typealias ID = Identifier<Title>

  /// Whether a title has parts.
  public enum Kind: String, Codable, Sendable {
    /// One asset.
    case film
    /// Seasons of episodes.
    case series
  }

  /// The application-made identity.
  public let id: ID
  /// The name, free of control and direction characters.
  public let name: LocalizedText
  /// Film or series.
  public let kind: Kind
  /// The page it belongs to; `nil` when the source named none.
  public let category: Category?
  /// Genres, the main one first.
  public let genres: [Genre]
  /// Year of release, when known.
  public let year: Int?
  /// Youngest age, when known.
  public let ageRating: AgeRating?
  /// When it may be offered.
  public let availability: Availability
  /// When it came into the catalogue.
  public let addedAt: Instant

  /// A title with everything that is known of it.
  public init(
    id: ID, name: LocalizedText, kind: Kind, category: Category?, genres: [Genre], year: Int?,
    ageRating: AgeRating?, availability: Availability, addedAt: Instant
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.category = category
    self.genres = genres
    self.year = year
    self.ageRating = ageRating
    self.availability = availability
    self.addedAt = addedAt
  }
}

/// A title named where the whole of it is not needed.
public struct TitleReference: Hashable, Sendable, Codable, Identifiable {
  /// The title.
  public let id: Title.ID
  /// Its name.
  public let name: LocalizedText

  /// Names a title.
  public init(id: Title.ID, name: LocalizedText) {
    self.id = id
    self.name = name
  }
}

extension Title {
  /// This title, named.
  public var reference: TitleReference { TitleReference(id: id, name: name) }
}
