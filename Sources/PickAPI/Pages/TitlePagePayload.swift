public import PickModel

/// Everything about one title, as one viewer sees it.
public struct TitlePagePayload: Hashable, Sendable, Codable {
  /// The title.
  public let title: TitlePayload
  /// What happens in it.
  public let synopsis: String
  /// The same in English.
  public let englishSynopsis: String?
  /// Who plays in it.
  public let cast: [String]
  /// Numbered parts.
  public let seasons: [SeasonPayload]
  /// Parts without a number.
  public let others: [PartPayload]
  /// What "watch" plays.
  public let next: PartPayload?
  /// Titles that resemble it.
  public let similar: CardsPayload
  /// Why it would be recommended.
  public let reason: ReasonPayload?
  /// Whether it is on the viewer's list.
  public let isOnMyList: Bool
  /// What the viewer said of it.
  public let thumb: WireName<Thumb>?
  /// Whether the viewer hid it.
  public let isHidden: Bool

  /// A title's page.
  public init(_ page: TitlePage) {
    title = TitlePayload(page.title)
    synopsis = page.synopsis.original
    englishSynopsis = page.synopsis.english
    cast = page.cast
    seasons = page.seasons.map(SeasonPayload.init)
    others = page.others.map(PartPayload.init)
    next = page.next.map(PartPayload.init)
    similar = CardsPayload(page.similar)
    reason = page.reason.map(ReasonPayload.init)
    isOnMyList = page.isOnMyList
    thumb = page.thumb.map(WireName.init)
    isHidden = page.isHidden
  }

  /// The page.
  public var page: TitlePage {
    TitlePage(
      title: title.title, synopsis: LocalizedText(synopsis, english: englishSynopsis),
      cast: cast, seasons: seasons.map(\.season), others: others.map(\.part), next: next?.part,
      similar: similar.cards, reason: reason?.reason, isOnMyList: isOnMyList,
      thumb: thumb?.value, isHidden: isHidden)
  }

  private enum CodingKeys: String, CodingKey {
    case title, synopsis, cast, seasons, others, next, similar, reason, thumb
    case englishSynopsis = "synopsis_en"
    case isOnMyList = "is_on_my_list"
    case isHidden = "is_hidden"
  }
}
