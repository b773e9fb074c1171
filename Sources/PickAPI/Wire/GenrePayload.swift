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

  /// A genre of a server; names longer than any real one are refused before they become keys.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    name = try object.decode(String.self, forKey: .name)
    englishName = try object.decodeIfPresent(String.self, forKey: .englishName)
    for text in [name, englishName ?? ""] where text.utf8.count > Self.longestName {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "the name of a genre is too long"))
    }
  }

  /// Bytes of the longest name.
  private static let longestName = 512

  private enum CodingKeys: String, CodingKey {
    case name
    case englishName = "name_en"
  }
}
