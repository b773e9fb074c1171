public import PickModel

/// A title, named.
public struct TitleReferencePayload: Hashable, Sendable, Codable {
  /// The title.
  public let id: WireIdentifier<Title>
  /// Its name in the catalogue's language.
  public let name: String
  /// Its English name.
  public let englishName: String?

  /// A title, named.
  public init(_ title: TitleReference) {
    id = WireIdentifier(title.id)
    name = title.name.original
    englishName = title.name.english
  }

  /// The title, named.
  public var reference: TitleReference {
    TitleReference(id: id.value, name: LocalizedText(name, english: englishName))
  }

  private enum CodingKeys: String, CodingKey {
    case id, name
    case englishName = "name_en"
  }
}
