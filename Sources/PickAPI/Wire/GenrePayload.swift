public import PickModel

/// A kind of story.
public struct GenrePayload: Hashable, Sendable, Codable {
  /// The name genres are told apart by.
  public let name: String
  /// The English name.
  public let englishName: String?

  /// A genre.
  public init(_ genre: Genre) {
    name = genre.name.original
    englishName = genre.name.english
  }

  /// The genre.
  public var genre: Genre { Genre(LocalizedText(name, english: englishName)) }

  private enum CodingKeys: String, CodingKey {
    case name
    case englishName = "name_en"
  }
}
