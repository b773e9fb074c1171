public import PickModel

/// One title on a shelf.
///
/// All but `playable` and `reason` is the same for every viewer.
public struct CardPayload: Hashable, Sendable, Codable {
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
  /// The main genre.
  public let genre: GenrePayload?
  /// Year of release.
  public let year: Int?
  /// Youngest age.
  public let ageRating: AgeRating?
  /// What Space would play.
  public let playable: PlayablePayload?
  /// Why the card is here; left out where it is the list's common reason.
  public let reason: ReasonPayload?

  /// A card on a list whose cards have `common` as their reason, but for those that say otherwise.
  public init(_ card: Card, common: Reason?) {
    id = WireIdentifier(card.id)
    name = card.name.original
    englishName = card.name.english
    kind = WireName(card.kind)
    category = card.category.map(WireName.init)
    genre = card.genre.map(GenrePayload.init)
    year = card.year
    ageRating = card.ageRating
    playable = card.playable.map(PlayablePayload.init)
    reason = card.reason.isSameFact(as: common) ? nil : ReasonPayload(card.reason)
  }

  /// The card, on a list with that common reason; `nil` when there is no reason at all.
  public func card(common: Reason?) -> Card? {
    guard let reason = reason?.reason ?? common else { return nil }
    let title = Title(
      id: id.value, name: LocalizedText(name, english: englishName), kind: kind.value,
      category: category?.value, genres: genre.map { [$0.genre] } ?? [], year: year,
      ageRating: ageRating, availability: .always, addedAt: Instant(millisecondsSince1970: 0))
    return Card(title, playable: playable?.playable, reason: reason)
  }

  private enum CodingKeys: String, CodingKey {
    case id, name, kind, category, genre, year, reason
    case englishName = "name_en"
    case ageRating = "age_rating"
    case playable = "play"
  }
}
