public import PickModel

/// The cards of a shelf that follow those it came with.
public struct ShelfPartPayload: Hashable, Sendable, Codable {
  /// The cards, and where they go on.
  public let part: ShelfPart

  /// Cards that follow others.
  public init(_ part: ShelfPart) { self.part = part }

  private enum CodingKeys: String, CodingKey {
    case next
  }

  /// Writes the cards and where they go on.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try CardsPayload(part.cards).encode(to: encoder)
    try object.encodeIfPresent(part.next, forKey: .next)
  }

  /// Reads the cards and where they go on.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    part = ShelfPart(
      cards: try CardsPayload(from: decoder).cards,
      next: try object.decodeIfPresent(PageCursor.self, forKey: .next))
  }
}
