public import PickModel

/// A list of cards: `{"reason": …, "cards": […]}`.
///
/// The reason of the first card is said once; cards that have the same one leave it out.
public struct CardsPayload: Hashable, Sendable, Codable {
  /// The cards.
  public let cards: [Card]

  /// A list of cards.
  public init(_ cards: [Card]) { self.cards = cards }

  private enum CodingKeys: String, CodingKey {
    case reason, cards
  }

  /// Writes the common reason and the cards.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    let common = cards.first?.reason
    try object.encodeIfPresent(common.map(ReasonPayload.init), forKey: .reason)
    try object.encode(cards.map { CardPayload($0, common: common) }, forKey: .cards)
  }

  /// Reads the cards; each has a reason, its own or the common one.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    let common = try object.decodeIfPresent(ReasonPayload.self, forKey: .reason)?.reason
    cards = try object.decode([CardPayload].self, forKey: .cards).map { payload in
      guard let card = payload.card(common: common) else {
        throw decoder.fault("a card without a reason")
      }
      return card
    }
  }
}

extension Reason {
  /// Whether two reasons say the same in every language; genres compare by their original name
  /// only.
  func isSameFact(as other: Reason?) -> Bool {
    guard self == other else { return false }
    switch (self, other) {
    case (.genre(let one), .genre(let two)), (.favouriteGenre(let one), .favouriteGenre(let two)):
      return one.name == two.name
    default: return true
    }
  }
}
